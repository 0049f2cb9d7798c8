import type { AccountId } from "../../../primitives/account-id.ts";
import { toHex } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { batchToHandle, handlingFailures } from "./batch-for.ts";
import { makingFailures, mergeInto, type Share } from "./make.ts";
import { batches, batchNo, CUSTODIANS, PARTS_MAX, quantity } from "./records.ts";

/** The most that a record can hold. */
const QUANTITY_MAX = 2n ** 64n - 1n;
const from = field.list(field.record({ batch: field.hash(), quantity }), PARTS_MAX, 2);
type From = readonly { readonly batch: Uint8Array; readonly quantity: bigint }[];

/** trade.batch.merge: a custodian makes one batch of parts of several. */
export const mergeBatches = defineOperation({
  tag: 0x0543,
  name: "trade.batch.merge",
  since: 9,
  summary: "A custodian makes one batch of parts of several batches of an article.",
  signatories: CUSTODIANS,
  threshold: "medium",
  body: field.record({ from, batchNo }),
  result: field.record({ id: field.hash(), quantity }),
  failures: {
    ...handlingFailures,
    ...makingFailures,
    BATCH_TWICE: "A batch is named twice. Name each once, with all that is taken of it.",
    TOO_MUCH: "Together that is more than a batch can hold: 2^64 less one, in 0.00001 of the unit.",
    DIFFERENT_GOODS:
      "The batches are not of one producer, article and origin. Only those that are become one.",
  },
  keys: ({ body }) => body.from.map(({ batch }) => batches.key(batch)),
  check({ body }) {
    if (body.from.some((one) => one.quantity === 0n)) return "ZERO_QUANTITY";
    const named = new Set(body.from.map(({ batch }) => toHex(batch)));
    if (named.size < body.from.length) return "BATCH_TWICE";
    return sumOf(body.from) > QUANTITY_MAX ? "TOO_MUCH" : undefined;
  },
  apply({ source, body: { from: named, batchNo: number }, ...moment }, ledger) {
    const shares = sharesOf(ledger, source, named);
    if (typeof shares === "string") return fail(shares);
    const part = { batchNo: number, quantity: sumOf(named) };
    const id = mergeInto(ledger, shares, part, { source, ...moment });
    return typeof id === "string" ? fail(id) : done({ id, quantity: part.quantity });
  },
});

function sumOf(named: From): bigint {
  return named.reduce((all, one) => all + one.quantity, 0n);
}

/** All of them in the source's hands, and of the same goods. */
function sharesOf(ledger: LedgerReader, source: AccountId, named: From) {
  const shares: Share[] = [];
  for (const { batch: id, quantity: taken } of named) {
    const batch = batchToHandle(ledger, source, id, taken);
    if (typeof batch === "string") return batch;
    const first = shares[0]?.batch ?? batch;
    const isSame =
      batch.producer === first.producer &&
      batch.itemNo === first.itemNo &&
      batch.origin === first.origin;
    if (!isSame) return "DIFFERENT_GOODS" as const;
    shares.push({ batch, quantity: taken });
  }
  return shares;
}
