import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { batchToHandle, handlingFailures } from "./batch-for.ts";
import { makingFailures, splitInto } from "./make.ts";
import { batches, batchNo, CUSTODIANS, PARTS_MAX, quantity } from "./records.ts";

/** trade.batch.split: a custodian makes batches of parts of one; what is not split off stays where it is. */
export const splitBatch = defineOperation({
  tag: 0x0542,
  name: "trade.batch.split",
  since: 9,
  summary: "A custodian splits parts off a batch, each a batch of its own.",
  signatories: CUSTODIANS,
  threshold: "medium",
  body: field.record({
    batch: field.hash(),
    parts: field.list(field.record({ batchNo, quantity }), PARTS_MAX, 1),
  }),
  result: field.record({ batches: field.list(field.hash(), PARTS_MAX, 1) }),
  failures: {
    ...handlingFailures,
    ...makingFailures,
    NUMBER_TWICE: "Two parts have the same number. Give each a number of its own.",
  },
  keys: ({ body }) => [batches.key(body.batch)],
  check({ body: { parts } }) {
    if (parts.some((one) => one.quantity === 0n)) return "ZERO_QUANTITY";
    const numbers = new Set(parts.map((one) => one.batchNo));
    return numbers.size === parts.length ? undefined : "NUMBER_TWICE";
  },
  apply({ source, body: { batch: id, parts }, ...moment }, ledger) {
    const sum = parts.reduce((all, one) => all + one.quantity, 0n);
    const batch = batchToHandle(ledger, source, id, sum);
    if (typeof batch === "string") return fail(batch);
    const made = splitInto(ledger, { batch, quantity: sum }, parts, { source, ...moment });
    return typeof made === "string" ? fail(made) : done({ batches: made });
  },
});
