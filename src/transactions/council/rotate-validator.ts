import { isPeerId } from "../../chain/peer-id.ts";
import { validator } from "../../chain/validator-set.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { constitutionOf, constitutions } from "./records.ts";
import { clash, clashFailures, peerFailures, writeValidators } from "./validators.ts";

/** council.validator.rotate: a validator signs with another key, or runs under another peer id, from the next epoch on. */
export const rotateValidator = defineOperation({
  tag: 0x0043,
  name: "council.validator.rotate",
  since: 1,
  summary: "Replaces a validator's key or peer id from the next epoch on.",
  signatories: "council",
  threshold: "high",
  body: field.record({
    name: validator.shape.name,
    publicKey: field.optional(validator.shape.publicKey),
    peerId: field.optional(validator.shape.peerId),
  }),
  result: field.record({ publicKey: validator.shape.publicKey, peerId: validator.shape.peerId }),
  failures: {
    ...peerFailures,
    UNKNOWN_VALIDATOR: "No validator has this name. `portolan validators` lists them.",
    NOTHING_CHANGES: "Key and peer id are those that the validator has. Name a new one.",
    ...clashFailures,
  },
  keys: () => [constitutions.key()],
  check({ body: { publicKey, peerId } }) {
    if (publicKey === undefined && peerId === undefined) return "NOTHING_CHANGES";
    return peerId === undefined || isPeerId(peerId) ? undefined : "BAD_PEER_ID";
  },
  apply({ body }, ledger) {
    const { validators } = constitutionOf(ledger);
    const before = validators.find(({ name }) => name === body.name);
    if (before === undefined) return fail("UNKNOWN_VALIDATOR");
    const { name, publicKey = before.publicKey, peerId = before.peerId } = body;
    const after = { name, publicKey, peerId };
    if (equalBytes(publicKey, before.publicKey) && peerId === before.peerId) {
      return fail("NOTHING_CHANGES");
    }
    const code = clash(
      validators.filter((one) => one !== before),
      after,
    );
    if (code !== undefined) return fail(code);
    writeValidators(
      ledger,
      validators.map((one) => (one === before ? after : one)),
    );
    return done({ publicKey, peerId });
  },
});
