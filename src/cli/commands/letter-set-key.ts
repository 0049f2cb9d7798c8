import { exchangeKeyOf } from "../../letters/exchange/suite.ts";
import { setKey } from "../../transactions/letters/set-key.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { unlockKey } from "../key-ring.ts";
import { objectOf, textOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const letterSetKey = defineCommand({
  usage: "letter set-key <key>",
  summary: "A firm or a bank registers the key to which its letters are encrypted, and its node.",
  options: [
    {
      flags: "--peer-id <id>",
      summary: "the node that takes them; the one that is asked if absent",
    },
    expiresOption,
  ],
  async run(session, given) {
    const { publicKey } = await exchangeKeyOf((await unlockKey(argument(given, 0))).seed);
    const peerId = textOption(given, "peerId") ?? (await ownPeerId(session));
    const operations = [operationOf(setKey, { publicKey, peerId })];
    const account = await session.actor();
    return decide(session, given, { account, operations, summary: `Take letters at ${peerId}` });
  },
});

async function ownPeerId(session: Parameters<typeof decide>[0]): Promise<string> {
  return textOf(objectOf(await session.call("node_info"), "node_info")["peerId"], "peerId");
}
