import { isPeerId } from "../../chain/peer-id.ts";
import { validator } from "../../chain/validator-set.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { clash, clashFailures, peerFailures, writeValidators } from "./validators.ts";
import { constitutionOf, constitutions, observersOf, writeObservers } from "./records.ts";

/** council.validator.add: a member's node votes from the next epoch on (C13). */
export const addValidator = defineOperation({
  tag: 0x0041,
  name: "council.validator.add",
  since: 1,
  summary: "Adds a validator, which votes from the next epoch on.",
  signatories: "council",
  threshold: "high",
  body: validator,
  /** How many validators the next epoch has. */
  result: field.record({ validators: field.uint(16) }),
  failures: {
    ...peerFailures,
    NAME_IN_USE: "A validator has this name. Choose another, or rotate that one's keys.",
    ...clashFailures,
    SET_FULL: `A network has at most ${limits.validators} validators. Remove one first.`,
  },
  keys: () => [constitutions.key()],
  check: ({ body }) => (isPeerId(body.peerId) ? undefined : "BAD_PEER_ID"),
  apply({ body }, ledger) {
    const { validators } = constitutionOf(ledger);
    if (validators.some(({ name }) => name === body.name)) return fail("NAME_IN_USE");
    const code = clash(validators, body);
    if (code !== undefined) return fail(code);
    if (validators.length === limits.validators) return fail("SET_FULL");
    writeValidators(ledger, [...validators, body]);
    // It needs no seat among the observers any more: a validator may connect.
    const observers = observersOf(ledger);
    const others = observers.filter(({ peerId }) => peerId !== body.peerId);
    if (others.length < observers.length) writeObservers(ledger, others);
    return done({ validators: validators.length + 1 });
  },
});
