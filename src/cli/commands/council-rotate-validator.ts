import { COUNCIL } from "../../primitives/account-id.ts";
import { rotateValidator } from "../../transactions/council/rotate-validator.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { keyOption } from "../key-option.ts";
import { operationOf } from "../operations.ts";

export const councilRotateValidator = defineCommand({
  usage: "council rotate-validator <name>",
  summary: "Replaces a validator's key or peer id from the next epoch on.",
  options: [
    { flags: "--public-key <key>", summary: "the new key: hexadecimal, or a key file's name" },
    { flags: "--peer-id <id>", summary: "the new libp2p identity of its node" },
    expiresOption,
  ],
  async run(session, given) {
    const name = argument(given, 0);
    const key = textOption(given, "publicKey");
    const publicKey = key === undefined ? undefined : await keyOption(key);
    const body = { name, publicKey, peerId: textOption(given, "peerId") };
    const operations = [operationOf(rotateValidator, body)];
    return decide(session, given, { account: COUNCIL, operations, summary: `Rotate ${name}` });
  },
});
