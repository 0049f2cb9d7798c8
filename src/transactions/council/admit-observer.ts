import { isPeerId } from "../../chain/peer-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { peerFailures } from "./validators.ts";
import { constitutionOf, constitutions, observer, observersOf, writeObservers } from "./records.ts";

/** council.observer.admit: a node may connect and follow. The first step of a new member's validator, too. */
export const admitObserver = defineOperation({
  tag: 0x0044,
  name: "council.observer.admit",
  since: 1,
  summary: "Lets a node connect and follow the chain without a vote.",
  signatories: "council",
  threshold: "high",
  body: observer,
  /** How many observers there are now. */
  result: field.record({ observers: field.uint(16) }),
  failures: {
    ...peerFailures,
    PEER_IN_USE: "This peer id may connect already, as a validator or observer.",
    OBSERVERS_FULL: `A network has at most ${limits.observers} observers. Remove one first.`,
  },
  keys: () => [constitutions.key()],
  check: ({ body }) => (isPeerId(body.peerId) ? undefined : "BAD_PEER_ID"),
  apply({ body }, ledger) {
    const observers = observersOf(ledger);
    const { validators } = constitutionOf(ledger);
    const known = [...observers, ...validators].some(({ peerId }) => peerId === body.peerId);
    if (known) return fail("PEER_IN_USE");
    if (observers.length === limits.observers) return fail("OBSERVERS_FULL");
    writeObservers(ledger, [...observers, body]);
    return done({ observers: observers.length + 1 });
  },
});
