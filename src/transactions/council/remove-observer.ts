import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { constitutions, observer, observersOf, writeObservers } from "./records.ts";

/** council.observer.remove: a node may no longer connect. What it has stays with it. */
export const removeObserver = defineOperation({
  tag: 0x0045,
  name: "council.observer.remove",
  since: 1,
  summary: "Takes the right to connect from an observer.",
  signatories: "council",
  threshold: "high",
  body: field.record({ peerId: observer.shape.peerId }),
  /** How many observers are left. */
  result: field.record({ observers: field.uint(16) }),
  failures: {
    UNKNOWN_OBSERVER: "No observer has this peer id. `portolan validators` lists them.",
  },
  keys: () => [constitutions.key()],
  check: () => undefined,
  apply({ body }, ledger) {
    const observers = observersOf(ledger);
    const others = observers.filter(({ peerId }) => peerId !== body.peerId);
    if (others.length === observers.length) return fail("UNKNOWN_OBSERVER");
    writeObservers(ledger, others);
    return done({ observers: others.length });
  },
});
