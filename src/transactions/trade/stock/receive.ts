import { utf8 } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { move, shelfAt } from "./levels.ts";
import { quantity, reference, type Shelf, shelfKey, shelves } from "./records.ts";
import { answered } from "./replenish.ts";
import { areOnRecord, goodsFailures, isIn } from "./standing.ts";

const hashReceipt = domainHash("portolan trade receipt 1");

/** By a hash of warehouse, reference, merchant and article, none of which holds a line feed: what was taken in by a paper. */
export const receipts = stored(
  field.record({ quantity, height: field.count(), timeMs: field.count() }),
  entryKey("trade/goods-in"),
);
export function receiptId({ warehouse, merchant, itemNo }: Shelf, paper: string): Uint8Array {
  return hashReceipt(utf8(`${warehouse}\n${paper}\n${merchant}\n${itemNo}`));
}

/** trade.stock.receive: a warehouse takes goods of a merchant in. A paper brings an article in once. */
export const receiveStock = defineOperation({
  tag: 0x0520,
  name: "trade.stock.receive",
  since: 9,
  summary: "A warehouse takes goods of a merchant in.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({
    ...shelfKey,
    quantity,
    reference,
    /** The shelf's replenishment that it answers, by its place: that is closed then, with what came. */
    replenishes: field.optional(field.count()),
  }),
  result: field.record({ onHand: quantity }),
  failures: {
    ...ownEnterpriseFailures,
    ...goodsFailures,
    ZERO_QUANTITY: "Nothing is no quantity. Say how much came in, in 0.00001 of the unit.",
    ALREADY_RECEIVED:
      "This paper has brought the article in. If more has come, take it in by a paper of its own.",
    UNKNOWN_REPLENISHMENT:
      "The shelf has no open replenishment of this place. Name the one that is open, or none.",
    STOCK_FULL: "The shelf cannot count so much. Look for a mistake in the quantity.",
  },
  keys: ({ body }) => [
    shelves.key(body),
    receipts.key(receiptId(body, body.reference)),
    enterprises.key(body.warehouse),
  ],
  check: ({ body }) => (body.quantity > 0n ? undefined : "ZERO_QUANTITY"),
  apply({ source, body, operationId, height, timeMs, protocolVersion }, ledger) {
    const { warehouse, merchant, itemNo, quantity: more, reference: paper, replenishes } = body;
    const owner = ownEnterprise(ledger, source, warehouse, "warehouse");
    if (typeof owner === "string") return fail(owner);
    if (!isIn(ledger, merchant, "merchant")) return fail("MERCHANT_NOT_ACTIVE");
    if (!areOnRecord(ledger, merchant, [itemNo])) return fail("COMMODITY_NOT_ACTIVE");
    const id = receiptId(body, paper);
    if (ledger.has(receipts.key(id))) return fail("ALREADY_RECEIVED");
    if (replenishes !== undefined && !answer(ledger, body, replenishes, more, height))
      return fail("UNKNOWN_REPLENISHMENT");
    const why = { reference: paper, source, operationId, height, timeMs, protocolVersion };
    if (!move(ledger, body, "receive", more, why)) return fail("STOCK_FULL");
    receipts.write(ledger, { quantity: more, height, timeMs }, id);
    return done({ onHand: shelves.read(ledger, body)!.onHand });
  },
});

/** Closes the replenishment that is answered, before the goods are counted: if they do not suffice, the rule asks for the rest. */
function answer(
  ledger: Ledger,
  shelf: Shelf,
  place: number,
  received: bigint,
  height: number,
): boolean {
  const before = shelves.read(ledger, shelf);
  if (before?.replenishing !== place) return false;
  const after = answered(ledger, shelfAt(ledger, shelf, { height }), "received", received);
  shelves.write(ledger, after, shelf);
  return true;
}
