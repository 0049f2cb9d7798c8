import type { Ledger } from "../../state/ledger.ts";
import { TIME_OUT } from "./codes.ts";
import { type Moment, reject } from "./held.ts";
import { payments, waitingPayments } from "./records.ts";

/** A held payment's time has passed: the payer has its funds again, unless it was decided before. */
export function expirePayment(ledger: Ledger, uetr: Uint8Array, moment: Moment): void {
  const payment = payments.read(ledger, uetr);
  if (payment?.holding === undefined || payment.status !== "ACSP") return;
  reject(ledger, { ...payment, holding: payment.holding }, TIME_OUT, moment);
}

/** Nobody answered a recall in time, unless somebody did, or it was called back again later. */
export function closeUnanswered(ledger: Ledger, uetr: Uint8Array, { timeMs }: Moment): void {
  const payment = payments.read(ledger, uetr);
  const recall = payment?.recall;
  if (payment === undefined || recall?.status !== "requested" || timeMs <= recall.answerBy) return;
  payments.write(ledger, { ...payment, recall: { ...recall, status: "unanswered" } }, uetr);
  ledger.delete(waitingPayments.key(payment.creditor, uetr));
}
