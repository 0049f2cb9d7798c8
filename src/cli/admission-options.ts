import type { Admission, Role } from "../chain/participant.ts";
import { authorityOf, authorityOptions } from "./authority-options.ts";
import { type CommandOption, type Given, listOption, textOption } from "./command.ts";

/** What is said of a participant that the council or a sponsor admits. */
export const admissionOptions: readonly CommandOption[] = [
  { flags: "--name <name>", summary: "unique on the network", required: true },
  {
    flags: "--roles <roles>",
    summary: "one or several, like bank,settlement-bank",
    required: true,
  },
  { flags: "--country <code>", summary: "ISO 3166-1 alpha-2, like HK", required: true },
  { flags: "--lei <lei>", summary: "ISO 17442 legal entity identifier" },
  ...authorityOptions,
];

export async function admissionOf(given: Given): Promise<Admission> {
  return {
    name: textOption(given, "name") ?? "",
    roles: listOption(given, "roles") as Role[], // the field refuses what is no role
    country: textOption(given, "country") ?? "",
    lei: textOption(given, "lei"),
    authority: await authorityOf(given),
  };
}
