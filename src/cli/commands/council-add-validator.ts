import { COUNCIL } from "../../primitives/account-id.ts";
import { addValidator } from "../../transactions/council/add-validator.ts";
import { defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

/** Its node should follow as an observer first: from the next epoch on a quorum counts it. */
export const councilAddValidator = defineCommand({
  usage: "council add-validator",
  summary: "Gives a node a vote from the next epoch on; let it follow as an observer first.",
  options: [
    { flags: "--name <name>", summary: "of the validator, like its member's", required: true },
    {
      flags: "--public-key <key>",
      summary: "that will sign votes: hexadecimal, or a key file's name",
      required: true,
    },
    { flags: "--peer-id <id>", summary: "libp2p identity of its node", required: true },
    expiresOption,
  ],
  async run(session, given) {
    const name = textOption(given, "name") ?? "";
    const publicKey = await keyOption(textOption(given, "publicKey") ?? "");
    const body = { name, publicKey, peerId: textOption(given, "peerId") ?? "" };
    const operations = [operationOf(addValidator, body)];
    return decide(session, given, { account: COUNCIL, operations, summary: `Add ${name}` });
  },
});
