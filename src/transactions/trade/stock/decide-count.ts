import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { type CountRecord, counting, counts } from "./counts.ts";
import { move, type Movement } from "./levels.ts";
import { quantity, shelfKey, shelves } from "./records.ts";
import { isSecond } from "../../second-person.ts";
import { actsFor } from "./standing.ts";

/** trade.stock.count.decide: the merchant, or a second person of the warehouse, has looked at a count. */
export const decideCount = defineOperation({
  tag: 0x0523,
  name: "trade.stock.count.decide",
  since: 9,
  summary: "The merchant or a second person of the warehouse decides on a count.",
  signatories: ["warehouse", "merchant", "enterprise"],
  threshold: "medium",
  direct: true,
  body: field.record({ ...shelfKey, place: field.count(), approve: field.bool() }),
  result: field.record({ onHand: quantity }),
  failures: {
    NOT_A_PARTY:
      "A count is decided on by the goods' merchant or by the warehouse, approved and not suspended.",
    UNKNOWN_COUNT: "No count of this place waits on the shelf. trade_stock shows what does.",
    SAME_SIGNER:
      "Whoever submitted the count cannot be the only one who decides on it. Another person signs.",
    BELOW_RESERVED:
      "After the count, less would be there than is reserved for orders. Refuse orders or count again.",
    STOCK_FULL: "The shelf cannot count so much. Refuse the count, and look for the mistake.",
  },
  keys: ({ body }) => [shelves.key(body), counts.key(body, body.place)],
  check: () => undefined,
  apply({ source, body, signers, operationId, height, timeMs, protocolVersion }, ledger) {
    const isParty =
      actsFor(ledger, source, body.merchant, "merchant") ||
      actsFor(ledger, source, body.warehouse, "warehouse");
    if (!isParty) return fail("NOT_A_PARTY");
    const shelf = shelves.read(ledger, body);
    if (shelf?.counting !== body.place) return fail("UNKNOWN_COUNT");
    const count = counts.read(ledger, body, body.place)!;
    if (!isSecond(signers, count.signers)) return fail("SAME_SIGNER");
    const status = body.approve ? ("approved" as const) : ("refused" as const);
    counts.write(ledger, { ...count, status, decidedBy: source }, body, body.place);
    for (const code of [body.warehouse, body.merchant]) ledger.delete(counting.key(code, body));
    shelves.write(ledger, { ...shelf, counting: undefined, height }, body);
    const why = {
      reference: count.reference,
      source,
      operationId,
      height,
      timeMs,
      protocolVersion,
    };
    const code = body.approve ? whyNotCorrect(ledger, count, why) : undefined;
    if (code !== undefined) return fail(code);
    return done({ onHand: shelves.read(ledger, body)!.onHand });
  },
});

/** Puts right by how much the count differed in its block: what moved since then has moved. */
function whyNotCorrect(
  ledger: Ledger,
  count: CountRecord,
  why: Movement,
): "STOCK_FULL" | "BELOW_RESERVED" | undefined {
  const difference = count.counted - count.expected;
  if (difference === 0n) return undefined;
  if (difference > 0n)
    return move(ledger, count, "count-more", difference, why) ? undefined : "STOCK_FULL";
  return move(ledger, count, "count-less", -difference, why) ? undefined : "BELOW_RESERVED";
}
