import { validator } from "../../chain/validator-set.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { constitutionOf, constitutions, observersOf, writeObservers } from "./records.ts";
import { writeValidators } from "./validators.ts";

/** council.validator.remove: a validator has no vote from the next epoch on, and follows as an observer (C13). */
export const removeValidator = defineOperation({
  tag: 0x0042,
  name: "council.validator.remove",
  since: 1,
  summary: "Removes a validator, which observes from the next epoch on.",
  signatories: "council",
  threshold: "high",
  body: field.record({ name: validator.shape.name }),
  /** How many validators the next epoch has. */
  result: field.record({ validators: field.uint(16) }),
  failures: {
    UNKNOWN_VALIDATOR: "No validator has this name. `portolan validators` lists them.",
    LAST_VALIDATOR: "A network needs a validator. Add another one first.",
    OBSERVERS_FULL: `A network has at most ${limits.observers} observers. Remove one first.`,
  },
  keys: () => [constitutions.key()],
  check: () => undefined,
  apply({ body }, ledger) {
    const { validators } = constitutionOf(ledger);
    const leaving = validators.find(({ name }) => name === body.name);
    if (leaving === undefined) return fail("UNKNOWN_VALIDATOR");
    if (validators.length === 1) return fail("LAST_VALIDATOR");
    const observers = observersOf(ledger);
    if (observers.length === limits.observers) return fail("OBSERVERS_FULL");
    const { name, peerId } = leaving;
    writeValidators(
      ledger,
      validators.filter((one) => one !== leaving),
    );
    const others = observers.filter((one) => one.peerId !== peerId);
    writeObservers(ledger, [...others, { name, peerId }]);
    return done({ validators: validators.length - 1 });
  },
});
