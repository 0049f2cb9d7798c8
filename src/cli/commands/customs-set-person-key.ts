import { regulatorKeyOf } from "../../persons/regulator-key.ts";
import { setPersonKey } from "../../transactions/customs/persons/set-key.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { unlockKey } from "../key-ring.ts";
import { objectOf, textOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";

export const customsSetPersonKey = defineCommand({
  usage: "customs set-person-key <key>",
  summary: "A regulator registers the key under which people are keyed, for good, and its node.",
  options: [
    {
      flags: "--peer-id <id>",
      summary: "the node that evaluates; the one that is asked if absent",
    },
    expiresOption,
  ],
  async run(session, given) {
    const { publicKey } = regulatorKeyOf((await unlockKey(argument(given, 0))).seed);
    const peerId =
      textOption(given, "peerId") ??
      textOf(objectOf(await session.call("node_info"), "node_info")["peerId"], "peerId");
    const operations = [operationOf(setPersonKey, { publicKey, peerId })];
    const account = await session.actor();
    const summary = `Key people by this key for good, evaluated at ${peerId}`;
    return decide(session, given, { account, operations, summary });
  },
});
