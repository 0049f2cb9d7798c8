import { setSigner } from "../../transactions/participants/set-signer.ts";
import { weightOf } from "../authority-options.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

export const accountAddSigner = defineCommand({
  usage: "account add-signer <key>",
  summary: "Adds a signer to the acting account, or gives one of its signers another weight.",
  options: [{ flags: "--weight <weight>", summary: "1 to 255", fallback: "1" }, expiresOption],
  async run(session, given) {
    const text = argument(given, 0);
    const weight = weightOf(textOption(given, "weight") ?? "");
    const operations = [operationOf(setSigner, { publicKey: await keyOption(text), weight })];
    const account = await session.actor();
    const summary = `Let ${text} sign with weight ${weight}`;
    return decide(session, given, { account, operations, summary });
  },
});
