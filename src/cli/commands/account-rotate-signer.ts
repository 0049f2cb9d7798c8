import { rotateSigner } from "../../transactions/participants/rotate-signer.ts";
import { argument, defineCommand } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

/** After the first key is rotated, --as names the account: its id still derives from the old key. */
export const accountRotateSigner = defineCommand({
  usage: "account rotate-signer <from> <to>",
  summary:
    "Replaces a signer's key, with the same weight; the account keeps its id, so use --as from then on.",
  options: [expiresOption],
  async run(session, given) {
    const [from, to] = [argument(given, 0), argument(given, 1)];
    const body = { from: await keyOption(from), to: await keyOption(to) };
    const operations = [operationOf(rotateSigner, body)];
    const account = await session.actor();
    const summary = `Let ${to} sign in the place of ${from}`;
    return decide(session, given, { account, operations, summary });
  },
});
