import { type Parameters, parameters } from "../../chain/parameters.ts";
import { COUNCIL } from "../../primitives/account-id.ts";
import { setParameters } from "../../transactions/council/set-parameters.ts";
import { type CommandOption, defineCommand, type Given, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { operationOf } from "../operations.ts";

const names = Object.keys(parameters.shape) as (keyof Parameters)[];

/** lifetimeMs is --lifetime-ms: the options are the parameters, so that a new one needs no line here. */
const options: CommandOption[] = names.map((name) => ({
  flags: `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <ms>`,
  summary: "milliseconds",
}));

export const councilSetParameters = defineCommand({
  usage: "council set-parameters",
  summary:
    "Changes parameters of the network from the next epoch on; `portolan status` shows them.",
  options: [...options, expiresOption],
  async run(session, given) {
    const entries = names.map((name) => [name, numberOption(given, name)] as const);
    const body = Object.fromEntries(entries) as Record<keyof Parameters, number | undefined>;
    const operations = [operationOf(setParameters, body)];
    const summary = "Change parameters of the network";
    return decide(session, given, { account: COUNCIL, operations, summary });
  },
});

function numberOption(given: Given, name: string): number | undefined {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  if (/^[0-9]{1,12}$/.test(text)) return Number(text);
  throw usageError("NUMBER_FORMAT", `"${text}" is no number.`, "Write whole milliseconds.");
}
