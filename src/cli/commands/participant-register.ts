import type { Role } from "../../chain/participant.ts";
import { COUNCIL } from "../../primitives/account-id.ts";
import { register } from "../../transactions/participants/register.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

/** The council admits a participant: at once if the keys are more than two thirds of its weight, else by a proposal. */
export const participantRegister = defineCommand({
  usage: "participant register",
  summary: "The council admits a participant; give one --key for each council member that is here.",
  options: [
    { flags: "--name <name>", summary: "unique on the network", required: true },
    {
      flags: "--roles <roles>",
      summary: "one or several, like bank,settlement-bank",
      required: true,
    },
    { flags: "--country <code>", summary: "ISO 3166-1 alpha-2, like HK", required: true },
    {
      flags: "--signers <list>",
      summary: "public keys in hexadecimal or names of key files, each with :weight if it is not 1",
      required: true,
    },
    { flags: "--lei <lei>", summary: "ISO 17442 legal entity identifier" },
    {
      flags: "--thresholds <list>",
      summary: "weights for low,medium,high",
      fallback: "1,1,1",
    },
    expiresOption,
  ],
  async run(session, given) {
    const name = textOption(given, "name") ?? "";
    const body = {
      name,
      roles: listOption(given, "roles") as Role[], // the field refuses what is no role
      country: textOption(given, "country") ?? "",
      lei: textOption(given, "lei"),
      authority: {
        signers: await Promise.all(listOption(given, "signers").map(signerOf)),
        thresholds: thresholdsOf(given),
      },
    };
    const operations = [operationOf(register, body)];
    return decide(session, given, { account: COUNCIL, operations, summary: `Register ${name}` });
  },
});

function listOption(given: Given, name: string): string[] {
  return (textOption(given, name) ?? "").split(",").map((part) => part.trim());
}

async function signerOf(text: string): Promise<{ publicKey: Uint8Array; weight: number }> {
  const [key = "", weight = "1", ...rest] = text.split(":");
  if (rest.length > 0 || !/^[0-9]{1,3}$/.test(weight)) {
    const hint = "Write a key, or a key and its weight: 5f…:2.";
    throw usageError("SIGNER_FORMAT", `"${text}" is not a signer.`, hint);
  }
  return { publicKey: await keyOption(key), weight: Number(weight) };
}

function thresholdsOf(given: Given): { low: number; medium: number; high: number } {
  const typed = listOption(given, "thresholds");
  const [low, medium, high] = typed.map(Number);
  const sound = typed.length === 3 && typed.every((part) => /^[0-9]{1,5}$/.test(part));
  if (sound) return { low: low!, medium: medium!, high: high! };
  const hint = "Write three weights, low to high, like 1,2,2.";
  throw usageError("THRESHOLDS_FORMAT", `"${typed.join(",")}" are not thresholds.`, hint);
}
