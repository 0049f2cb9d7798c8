import { yearOf, dayOf } from "../../../primitives/civil-day.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { CNY } from "../codes.ts";
import { commodities } from "../commodities/records.ts";
import { isActive, ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { inForce } from "../filing.ts";
import { evaluateAll, matchResults } from "../lists/evaluate.ts";
import { messageFailures, messageHead, takeMessage, whyNotContent } from "../messages.ts";
import { change, isWithinYear } from "../tax/annual.ts";
import { daysAfter } from "../tax/bill.ts";
import { isSingle } from "../tax/judge.ts";
import { orderAt } from "./due.ts";
import { orderContent, orderId, orderKey, type OrderRecord, orders } from "./records.ts";

/** customs.order.declare: a platform says what was ordered (CEB311, CEB303), changes that or takes it back. */
export const declareOrder = defineOperation({
  tag: 0x0410,
  name: "customs.order.declare",
  since: 8,
  summary: "A platform declares an order, changes it or deletes it (CEB311, CEB303).",
  signatories: ["platform"],
  threshold: "medium",
  body: field.record({
    ...messageHead,
    ...orderKey,
    content: field.optional(field.record(orderContent.shape)),
  }),
  result: field.record({ id: field.hash(), lists: matchResults }),
  failures: {
    ...messageFailures,
    ...ownEnterpriseFailures,
    IMPORT_FIELDS:
      "An import names its buyer's person key and its consignee, and is in customs currency 142.",
    ZERO_QUANTITY: "A line has no quantity. Leave it out, or say how much was ordered.",
    MERCHANT_NOT_ACTIVE:
      "The merchant (ebcCode) is not approved or is suspended. customs_enterprise shows it.",
    COMMODITY_NOT_ACTIVE:
      "A line's article is not on record or not approved. customs_commodities shows the merchant's.",
    TRANSACTION_LIMIT:
      "Goods worth more than one transaction's limit have to be a single article. Otherwise import them by general trade.",
    ANNUAL_LIMIT:
      "The buyer's annual limit does not suffice. Import the goods by general trade; customs_person shows what is left.",
  },
  keys: ({ body }) => [
    orders.key(orderId(body.ebpCode, body.orderNo)),
    enterprises.key(body.ebpCode),
  ],
  check({ body }) {
    const { content } = body;
    if (content === undefined) return whyNotContent(body);
    const { direction, buyer, consignee, currency, lines } = content;
    if (lines.some(({ quantity }) => quantity === 0n)) return "ZERO_QUANTITY";
    const isImport = direction === "import";
    const isComplete = buyer !== undefined && consignee !== undefined && currency === CNY;
    if (isImport && !isComplete) return "IMPORT_FIELDS";
    return whyNotContent(body);
  },
  apply({ source, body, ...moment }, ledger) {
    const { ebpCode, orderNo, appStatus, guid, content } = body;
    const { height, timeMs } = moment;
    const owner = ownEnterprise(ledger, source, ebpCode, "platform");
    if (typeof owner === "string") return fail(owner);
    const id = orderId(ebpCode, orderNo);
    const known = orderAt(ledger, id, timeMs);
    const event = { source, ...moment };
    const steps = takeMessage(ledger, { kind: "order", id, known }, body, event);
    if (typeof steps === "string") return fail(steps);
    if (known !== undefined) change(ledger, known, -known.reserved);

    if (content === undefined) {
      const deleted = { ...known!, guid, status: "deleted" as const, reserved: 0n, steps };
      orders.write(ledger, deleted, id);
      return done({ id, lists: evaluateAll(ledger, [id], moment) });
    }
    const { country } = owner;
    const year = yearOf(dayOf(timeMs));
    const expiresAt = known?.expiresAt ?? daysAfter(ledger, country, "customs-order-days", timeMs);
    const record = {
      ...{ id, ebpCode, orderNo, ...content, country, guid, appStatus, status: "live" as const },
      ...{ usedBy: undefined, reserved: 0n, year, expiresAt, steps, height, timeMs },
    };
    const why = whyNotGoods(ledger, record) ?? whyNotLimits(ledger, record);
    if (why !== undefined) return fail(why);
    reserve(ledger, record);
    if (known === undefined) addDeadline(ledger, expiresAt, "customs-order", id);
    return done({ id, lists: evaluateAll(ledger, [id], moment) });
  },
});

/** Only recorded goods of an approved merchant are ordered. */
function whyNotGoods(
  ledger: LedgerReader,
  { country, ebcCode, lines }: OrderRecord,
): "MERCHANT_NOT_ACTIVE" | "COMMODITY_NOT_ACTIVE" | undefined {
  if (!isActive(ledger, country, ebcCode, "merchant")) return "MERCHANT_NOT_ACTIVE";
  const areOnRecord = lines.every(
    ({ itemNo }) => inForce(commodities.read(ledger, ebcCode, itemNo)) !== undefined,
  );
  return areOnRecord ? undefined : "COMMODITY_NOT_ACTIVE";
}

/** What an order is worth before insurance, which the list names: price and freight. */
function worthOf({ goodsValue, freight }: OrderRecord): bigint {
  return goodsValue + freight;
}

function whyNotLimits(
  ledger: LedgerReader,
  order: OrderRecord,
): "TRANSACTION_LIMIT" | "ANNUAL_LIMIT" | undefined {
  const { direction, country, lines, timeMs } = order;
  if (direction === "export") return undefined;
  const worth = worthOf(order);
  const { value } = parameterAt(ledger, country, "customs-transaction-limit", timeMs);
  if (worth > value && !isSingle(lines)) return "TRANSACTION_LIMIT";
  return isWithinYear(ledger, order, worth, timeMs) ? undefined : "ANNUAL_LIMIT";
}

/** Keeps the order, and of the buyer's annual limit what it is worth. A draft keeps nothing. */
function reserve(ledger: Ledger, order: OrderRecord): void {
  const keeps = order.direction === "import" && order.appStatus === "declare";
  const reserved = keeps ? worthOf(order) : 0n;
  change(ledger, order, reserved);
  orders.write(ledger, { ...order, reserved }, order.id);
}
