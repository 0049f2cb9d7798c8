import type { AccountId } from "../../../primitives/account-id.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { type Movement, unreserveStock } from "./levels.ts";
import { DECISIONS, saleDecision, saleReason, saleStatus } from "./sale-states.ts";
import { takeStep } from "./sale-steps.ts";
import { openOf } from "./sale-lines.ts";
import { type SaleLine, type SaleRecord, sales } from "./sales.ts";
import { isSecond } from "../../second-person.ts";
import { actsFor } from "./standing.ts";

/** trade.sale.decide: somebody other than who brought an order in approves it, holds it or refuses it (docs/domain section 4). */
export const decideSale = defineOperation({
  tag: 0x0531,
  name: "trade.sale.decide",
  since: 9,
  summary: "A second person approves, holds or refuses an order of another mall.",
  signatories: ["merchant", "enterprise", "warehouse", "platform"],
  threshold: "medium",
  direct: true,
  body: field.record({
    sale: field.hash(),
    decision: saleDecision,
    reason: field.optional(saleReason),
  }),
  result: field.record({ status: saleStatus }),
  failures: {
    REASON_MISSING: "Holding and refusing need a reason; approving has none.",
    UNKNOWN_SALE: "No order of another mall has this id. trade_sales shows those you have part in.",
    NOT_A_PARTY:
      "An order is decided on by its merchant or warehouse, or by its platform if the merchant brought it in.",
    SAME_SIGNER:
      "Whoever brought the order in cannot be the only one who decides on it. Another person signs.",
    WRONG_STATUS: "The order is not where this can be decided. trade_sale shows where it is.",
  },
  keys: ({ body }) => [sales.key(body.sale)],
  check: ({ body: { decision, reason } }) =>
    (decision === "approve") === (reason === undefined) ? undefined : "REASON_MISSING",
  apply({ source, body: { sale: id, decision, reason }, ...moment }, ledger) {
    const sale = sales.read(ledger, id);
    if (sale === undefined) return fail("UNKNOWN_SALE");
    if (!isParty(ledger, source, sale)) return fail("NOT_A_PARTY");
    if (!isSecond(moment.signers, sale.signers)) return fail("SAME_SIGNER");
    const status = DECISIONS[decision][sale.status];
    if (status === undefined) return fail("WRONG_STATUS");
    const acting = { source, ...moment };
    const why = { reference: sale.externalNo, code: reason, ...acting };
    const lines = decision === "refuse" ? givenBack(ledger, sale, why) : sale.lines;
    takeStep(ledger, { ...sale, status, reason, lines }, decision, acting, reason);
    return done({ status });
  },
});

/** A platform that brought the order in has had its part in it. */
function isParty(ledger: LedgerReader, source: AccountId, sale: SaleRecord): boolean {
  const { merchant, warehouse, platform, asPlatform } = sale;
  if (actsFor(ledger, source, merchant, "merchant")) return true;
  if (actsFor(ledger, source, warehouse, "warehouse")) return true;
  return !asPlatform && platform !== undefined && actsFor(ledger, source, platform, "platform");
}

/** What was not sent is free again. */
function givenBack(
  ledger: Ledger,
  { warehouse, merchant, lines }: SaleRecord,
  why: Movement,
): SaleLine[] {
  return lines.map((line) => {
    const open = openOf(line);
    if (open === 0n) return line;
    unreserveStock(ledger, { warehouse, merchant, itemNo: line.itemNo }, open, why);
    return { ...line, released: line.released + open };
  });
}
