import { removeSigner } from "../../transactions/participants/remove-signer.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

export const accountRemoveSigner = defineCommand({
  usage: "account remove-signer <key>",
  summary: "Takes a signer from the acting account: a public key, or a key file's name.",
  options: [expiresOption],
  async run(session, given) {
    const text = argument(given, 0);
    const operations = [operationOf(removeSigner, { publicKey: await keyOption(text) })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Let ${text} sign no more` });
  },
});
