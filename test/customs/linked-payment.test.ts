import { expect, test } from "vitest";

import { uetr } from "../ledger.ts";
import { bank, HOUR } from "../transactions/banking.ts";
import { CustomsLedger, head, parcel, payFirm, platform, yuan } from "./port.ts";

// Goal: what was paid on this ledger and what customs is told of it are one thing (docs/domain section 4).
// Method: the production executor over a state in memory.

const of = parcel("1");
const order = { purpose: undefined, chargeBearer: undefined, remittanceHash: undefined };
const payment = (paid: Uint8Array) => ({
  ...{ to: platform.account, amount: yuan(of.payment.amountPaid), uetr: paid },
  ...{ ...order, endToEndId: of.payment.orderNo, recipientTag: undefined },
});
const slip = (paid: Uint8Array) => ({
  type: "customs.payment.declare",
  body: { ...head(), ...of.keys.payment, content: { ...of.payment, payment: paid } },
});

test("one transaction pays and files the slip that names the payment", () => {
  const ledger = new CustomsLedger().open();
  for (const name of ["order", "waybill", "list"] as const) ledger.send(of, name);
  const paid = uetr();
  const orders = [{ type: "payment.transfer", body: payment(paid) }, slip(paid)];
  expect(ledger.run(orders, { by: [payFirm] }).code).toBe("OK");
  expect(ledger.listOf(of).status).toBe("matched");
  expect(ledger.payment(paid)).toMatchObject({ status: "ACCC" });
});

test("one transaction of two signers releases an escrow and files the slip that names it", () => {
  const ledger = new CustomsLedger().open();
  for (const name of ["order", "waybill", "list"] as const) ledger.send(of, name);
  const paid = uetr();
  ledger.do(payFirm, "payment.hold", {
    ...{ ...payment(paid), agents: [{ account: bank.account, side: "creditor" }] },
    ...{ expiresAt: ledger.timeMs + HOUR, feesMax: undefined, quote: undefined },
  });
  const early = ledger.run([slip(paid)], { by: [payFirm] });
  expect(early.code).toBe("PAYMENT_NOT_SETTLED");
  const release = { type: "payment.approve", source: bank.account, body: { uetr: paid } };
  const filed = { ...slip(paid), source: payFirm.account };
  expect(ledger.run([release, filed], { by: [bank, payFirm] }).code).toBe("OK");
  expect(ledger.listOf(of).status).toBe("matched");
});

test("if the slip is refused, nothing is paid either", () => {
  const ledger = new CustomsLedger().open();
  const paid = uetr();
  const wrong = { ...payment(paid), endToEndId: "O-2" };
  const orders = [{ type: "payment.transfer", body: wrong }, slip(paid)];
  expect(ledger.run(orders, { by: [payFirm] }).code).toBe("PAYMENT_OF_ANOTHER_ORDER");
  expect(ledger.payment(paid)).toBeUndefined();
});
