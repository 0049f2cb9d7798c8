import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { pairFailures, pairNamed } from "./pair.ts";
import { pairOf, pairs } from "./records.ts";

/** fx.pair.halt: a regulator stops trading in a pair. Offers that rest stay, and can be cancelled. */
export const haltPair = defineOperation({
  tag: 0x0202,
  name: "fx.pair.halt",
  since: 4,
  summary: "Stops the exchange of two assets; offers that rest can only be cancelled.",
  signatories: ["regulator"],
  threshold: "medium",
  body: field.record({ base: field.asset(), quote: field.asset(), reason: field.text(140) }),
  result: field.record({ pair: field.hash() }),
  failures: {
    ...pairFailures,
    HALTED_ALREADY: "The pair is halted. fx.pair.resume ends that.",
  },
  keys: ({ body }) => [pairs.key(pairOf(body.base, body.quote))],
  check: () => undefined,
  apply({ body: { base, quote, reason } }, ledger) {
    const record = pairNamed(ledger, base, quote);
    if (record === undefined) return fail("UNKNOWN_PAIR");
    if (record.halted !== undefined) return fail("HALTED_ALREADY");
    const pair = pairOf(base, quote);
    pairs.write(ledger, { ...record, halted: reason }, pair);
    return done({ pair });
  },
});
