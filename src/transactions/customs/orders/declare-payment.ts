import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { payments } from "../../payments/records.ts";
import { CNY } from "../codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { evaluateAll, matchResults } from "../lists/evaluate.ts";
import { messageFailures, messageHead, takeMessage, whyNotContent } from "../messages.ts";
import { linkFailures, whyNotLinked } from "./linked-payment.ts";
import {
  orderId,
  slipContent,
  slipId,
  slipKey,
  slipOfOrder,
  slipOfPayment,
  type SlipRecord,
  slips,
} from "./records.ts";

/** customs.payment.declare: a payment firm says what was paid for an order (CEB411, CEB403), changes that or takes it back. */
export const declarePayment = defineOperation({
  tag: 0x0411,
  name: "customs.payment.declare",
  since: 8,
  summary: "A payment firm declares what was paid for an order (CEB411, CEB403).",
  signatories: ["payment-firm", "bank"],
  threshold: "medium",
  body: field.record({ ...messageHead, ...slipKey, content: field.optional(slipContent) }),
  result: field.record({ id: field.hash(), lists: matchResults }),
  failures: {
    ...messageFailures,
    ...ownEnterpriseFailures,
    ...linkFailures,
    IMPORT_FIELDS:
      "The payment of an import names its payer's person key and is in customs currency 142.",
  },
  keys: ({ body: { payCode, payTransactionId, content } }) => [
    slips.key(slipId(payCode, payTransactionId)),
    enterprises.key(payCode),
    ...(content?.payment === undefined ? [] : [payments.key(content.payment)]),
  ],
  check({ body }) {
    const { content } = body;
    const isImport = content?.direction === "import";
    if (isImport && (content.payer === undefined || content.currency !== CNY)) {
      return "IMPORT_FIELDS";
    }
    return whyNotContent(body);
  },
  apply({ source, body, ...moment }, ledger) {
    const { payCode, payTransactionId, appStatus, guid, content } = body;
    const { height, timeMs } = moment;
    const owner = ownEnterprise(ledger, source, payCode, "payment-firm");
    if (typeof owner === "string") return fail(owner);
    const id = slipId(payCode, payTransactionId);
    const known = slips.read(ledger, id);
    const event = { source, ...moment };
    const steps = takeMessage(ledger, { kind: "payment", id, known }, body, event);
    if (typeof steps === "string") return fail(steps);
    const before = known && letGo(ledger, known);
    if (content === undefined) {
      slips.write(ledger, { ...known!, guid, status: "deleted", steps }, id);
      return done({ id, lists: evaluateAll(ledger, [id, before!], moment) });
    }
    if (content.payment !== undefined) {
      const why = whyNotLinked(ledger, { ...content, payment: content.payment }, owner.participant);
      if (why !== undefined) return fail(why);
      slipOfPayment.write(ledger, { slip: id }, content.payment);
    }
    const state = { guid, appStatus, status: "live" as const, usedBy: undefined };
    const record = { id, payCode, payTransactionId, ...content, ...state, steps, height, timeMs };
    slips.write(ledger, record, id);
    const order = orderId(content.ebpCode, content.orderNo);
    if (appStatus === "declare") slipOfOrder.write(ledger, { slip: id }, order);
    const documents = before === undefined ? [id, order] : [id, order, before];
    return done({ id, lists: evaluateAll(ledger, documents, moment) });
  },
});

/** A slip that changes or goes speaks of its payment and its order no more; which order that was. */
function letGo(ledger: Ledger, { id, payment, ebpCode, orderNo }: SlipRecord): Uint8Array {
  if (payment !== undefined) ledger.delete(slipOfPayment.key(payment));
  const order = orderId(ebpCode, orderNo);
  const now = slipOfOrder.read(ledger, order);
  if (now !== undefined && equalBytes(now.slip, id)) ledger.delete(slipOfOrder.key(order));
  return order;
}
