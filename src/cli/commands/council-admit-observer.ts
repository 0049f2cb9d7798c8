import { COUNCIL } from "../../primitives/account-id.ts";
import { admitObserver } from "../../transactions/council/admit-observer.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

export const councilAdmitObserver = defineCommand({
  usage: "council admit-observer",
  summary: "Lets a node connect and follow the chain without a vote.",
  options: [
    { flags: "--name <name>", summary: "of the node", required: true },
    { flags: "--peer-id <id>", summary: "its libp2p identity", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const name = textOption(given, "name") ?? "";
    const peerId = textOption(given, "peerId") ?? "";
    const operations = [operationOf(admitObserver, { name, peerId })];
    return decide(session, given, { account: COUNCIL, operations, summary: `Admit ${name}` });
  },
});
