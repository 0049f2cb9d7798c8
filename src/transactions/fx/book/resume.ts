import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { pairFailures, pairNamed } from "./pair.ts";
import { pairOf, pairs } from "./records.ts";

/** fx.pair.resume: a regulator lets a pair be exchanged again. */
export const resumePair = defineOperation({
  tag: 0x0203,
  name: "fx.pair.resume",
  since: 4,
  summary: "Lets two assets be exchanged again.",
  signatories: ["regulator"],
  threshold: "medium",
  body: field.record({ base: field.asset(), quote: field.asset() }),
  result: field.record({ pair: field.hash() }),
  failures: { ...pairFailures, NOT_HALTED: "The pair is not halted. Nothing is left to do." },
  keys: ({ body }) => [pairs.key(pairOf(body.base, body.quote))],
  check: () => undefined,
  apply({ body: { base, quote } }, ledger) {
    const record = pairNamed(ledger, base, quote);
    if (record === undefined) return fail("UNKNOWN_PAIR");
    if (record.halted === undefined) return fail("NOT_HALTED");
    const pair = pairOf(base, quote);
    pairs.write(ledger, { ...record, halted: undefined }, pair);
    return done({ pair });
  },
});
