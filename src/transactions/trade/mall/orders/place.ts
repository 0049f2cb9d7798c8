import type { AccountId } from "../../../../primitives/account-id.ts";
import { equalBytes } from "../../../../primitives/bytes.ts";
import { field } from "../../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../../state/ledger.ts";
import { U64_MAX } from "../../../assets/balance.ts";
import { enterpriseCode } from "../../../customs/codes.ts";
import {
  isOfKind,
  ownEnterprise,
  ownEnterpriseFailures,
} from "../../../customs/enterprises/own.ts";
import { enterprises } from "../../../customs/enterprises/records.ts";
import { messageFailures, messageHead } from "../../../customs/messages.ts";
import { orderContent, orderId, orders, placedOrders } from "../../../customs/orders/records.ts";
import { isComplete, orderFailures, takeOrder } from "../../../customs/orders/take-order.ts";
import { addDeadline } from "../../../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../../../definition.ts";
import { ownerOf, participants } from "../../../participants/records.ts";
import { countGoods } from "../statistics/count.ts";
import { price, pricedFailures } from "./priced.ts";
import {
  mallLine,
  type MallOrder,
  mallOrders,
  NO_PORTION,
  ORDER_LINES_MAX,
  orderNo,
  ordersOfPayer,
} from "./records.ts";
import { reserveLines } from "./shelves.ts";
import { withStep } from "./steps.ts";
import { termOf } from "./terms.ts";

const { direction, buyer, consignee, goodsValue, freight, discount, taxTotal } = orderContent.shape;
/** Of messages about orders those that a new one can meet with. */
const { MESSAGE_REPEATED, DOCUMENT_EXISTS } = messageFailures;
const newFailures = { MESSAGE_REPEATED, DOCUMENT_EXISTS, ...orderFailures } as const;

/**
 * trade.order.place: a platform takes an order of what is listed. It is the CEB311 or CEB303 order at once, so that nothing is typed
 * twice: prices, articles and their shares of a bundle's price come from the listings, stock and annual limit are reserved, and who gets
 * which part of the price is fixed (docs/domain section 4).
 */
export const placeOrder = defineOperation({
  tag: 0x0508,
  name: "trade.order.place",
  since: 9,
  summary: "A platform takes an order of what is listed, which is its customs order at once.",
  signatories: ["platform"],
  threshold: "medium",
  body: field.record({
    guid: messageHead.guid,
    ...{ ebpCode: enterpriseCode, orderNo, ebcCode: enterpriseCode },
    ...{ direction, buyer, consignee },
    /** Whose account pays: the buyer's own, or that of a payment firm that collects from the buyer. */
    payer: field.account(),
    /** The payment firm that keeps the money in escrow. */
    payCode: enterpriseCode,
    /** What the buyer was shown: the sum of the lines. */
    ...{ goodsValue, freight, discount, taxTotal },
    lines: field.list(
      field.record({ listingNo: mallLine.shape.listingNo, quantity: mallLine.shape.quantity }),
      ORDER_LINES_MAX,
      1,
    ),
  }),
  result: field.record({
    id: field.hash(),
    /** What is to be paid, in minor units, until when. */
    toPay: field.uint64(),
    payBy: field.count(),
  }),
  failures: {
    ...newFailures,
    ...ownEnterpriseFailures,
    ...pricedFailures,
    PRICE_CHANGED:
      "The lines cost another sum by the listings of now than goodsValue says. Show the buyer the new price.",
    DISCOUNT_TOO_LARGE:
      "The discount is more than goods and freight cost, or leaves less than others are to get of the price.",
    UNKNOWN_ACCOUNT: "The payer's account is not registered. Check the address.",
    PAY_FIRM_NOT_ACTIVE:
      "The payment firm is not on record, not approved or suspended. customs_enterprise shows it.",
    PAYER_KEEPS_ESCROW: "The payer is the account that keeps the escrow. Name another firm.",
    OUT_OF_STOCK:
      "Less is free in the warehouse than was ordered. trade_stock shows how much; nothing was reserved.",
  },
  keys: ({ body: { ebpCode, orderNo: no, payCode } }) => {
    const id = orderId(ebpCode, no);
    return [orders.key(id), mallOrders.key(id), enterprises.key(ebpCode), enterprises.key(payCode)];
  },
  check: () => undefined,
  apply({ source, body, ...moment }, ledger) {
    const { ebpCode, orderNo: no, ebcCode, payer } = body;
    const { height, timeMs } = moment;
    const event = { source, ...moment };
    const owner = ownEnterprise(ledger, source, ebpCode, "platform");
    if (typeof owner === "string") return fail(owner);
    const buyerName = ownerOf(ledger, payer)?.name;
    if (buyerName === undefined) return fail("UNKNOWN_ACCOUNT");
    const holder = holderOf(ledger, body.payCode);
    if (holder === undefined) return fail("PAY_FIRM_NOT_ACTIVE");
    if (equalBytes(payer, holder)) return fail("PAYER_KEEPS_ESCROW");
    const priced = price(ledger, body.lines, { ebpCode, ebcCode, buyer: buyerName, timeMs });
    if (typeof priced === "string") return fail(priced);
    if (priced.goodsValue !== body.goodsValue) return fail("PRICE_CHANGED");
    const whole = wholeOf(body, priced.dues);
    if (typeof whole === "string") return fail(whole);

    const { listing, articles, dues, lines } = priced;
    const acturalPaid = whole.goods + whole.tax;
    const content = {
      ...{ direction: body.direction, ebcCode, goodsValue: body.goodsValue, freight: body.freight },
      ...{ discount: body.discount, taxTotal: body.taxTotal, acturalPaid },
      ...{ currency: listing.currency, buyer: body.buyer, consignee: body.consignee },
      lines: [...articles],
    };
    if (!isComplete(content)) return fail("IMPORT_FIELDS");
    const head = { guid: body.guid, appType: "new" as const, appStatus: "declare" as const };
    const message = { ...head, ebpCode, orderNo: no, content };
    const kept = takeOrder(ledger, owner.country, message, event);
    if (typeof kept === "string") return fail(kept as keyof typeof newFailures);

    const { id } = kept;
    const { country } = owner;
    const payBy = termOf(ledger, { country }, "trade-pay-hours", timeMs);
    const { asset, payee, arbiter, sale } = listing;
    const order: MallOrder = {
      ...{ id, ebpCode, orderNo: no, ebcCode, country, direction: body.direction, sale, asset },
      ...{
        payer,
        holder,
        payee,
        platform: source,
        arbiter,
        whole,
        dues: [...dues],
        lines: [...lines],
      },
      ...{ status: "placed", uetr: undefined, escrow: NO_PORTION, refunded: NO_PORTION },
      ...{ asking: undefined, parcels: [], dueAt: payBy, steps: 0, height, timeMs },
    };
    if (!reserveLines(ledger, order, event)) return fail("OUT_OF_STOCK");
    countGoods(ledger, order, listing.currency, articles, timeMs);
    placedOrders.write(ledger, { height, payment: undefined }, id);
    ordersOfPayer.write(ledger, { height }, payer, id);
    addDeadline(ledger, payBy, "trade-order", id);
    mallOrders.write(ledger, withStep(ledger, order, "place", event), id);
    return done({ id, toPay: acturalPaid, payBy });
  },
});

/** The first account of a payment firm that is active: where escrow is kept. */
function holderOf(ledger: LedgerReader, payCode: string): AccountId | undefined {
  const firm = enterprises.read(ledger, payCode);
  if (firm === undefined || !isOfKind(firm, "payment-firm")) return undefined;
  return participants.read(ledger, firm.participant)?.account;
}

interface Money {
  readonly goodsValue: bigint;
  readonly freight: bigint;
  readonly discount: bigint;
  readonly taxTotal: bigint;
}

/** What is paid in all, if the discount leaves enough for those who have a part of the price. */
function wholeOf(
  { goodsValue: value, freight: carriage, discount: less, taxTotal: tax }: Money,
  dues: MallOrder["dues"],
): MallOrder["whole"] | "DISCOUNT_TOO_LARGE" | "AMOUNT_TOO_LARGE" {
  const goods = value + carriage - less;
  const owed = dues.reduce((sum, { minor }) => sum + minor, 0n);
  if (goods < owed) return "DISCOUNT_TOO_LARGE";
  return goods + tax > U64_MAX || value + carriage > U64_MAX ? "AMOUNT_TOO_LARGE" : { goods, tax };
}
