import { declarePayment } from "../../../transactions/customs/orders/declare-payment.ts";
import type { CebDocument } from "../read-ceb.ts";
import { contentUnlessDeleted, type Gateway, headOf, type Mapped, platformOf } from "./gateway.ts";
import { minorOf, needed, timeOf } from "./values.ts";

/** CEB411: what was paid for an import. */
export function payment411({ head }: CebDocument<"411">, gateway: Gateway): Mapped {
  const { payCode, payTransactionId, orderNo, ebpCode, currency } = head;
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "import", ebpCode, orderNo, currency, payment: null },
    payer: gateway.personKey(head.payerIdType, head.payerIdNumber),
    amountPaid: minorOf(head.amountPaid, "amountPaid"),
    paidAt: timeOf(head.payTime),
  }));
  return { type: declarePayment, body: { ...headOf(head), payCode, payTransactionId, content } };
}

/** CEB403: what was received for an export. */
export function receiptOfMoney403({ head }: CebDocument<"403">): Mapped {
  const { orderNo, currency } = head;
  const ebpCode = platformOf(head);
  const payCode = needed(head.payCode, "payCode");
  const payTransactionId = needed(head.payNo, "payNo");
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "export", ebpCode, orderNo, currency, payment: null, payer: null },
    amountPaid: minorOf(head.charge, "charge"),
    paidAt: timeOf(head.accountingDate),
  }));
  return { type: declarePayment, body: { ...headOf(head), payCode, payTransactionId, content } };
}
