import { receipt304 } from "./replies/304-order.ts";
import { receipt312 } from "./replies/312-order.ts";
import { receipt404 } from "./replies/404-receipt-of-money.ts";
import { receipt412 } from "./replies/412-payment.ts";
import { receipt506 } from "./replies/506-waybill.ts";
import { receipt508 } from "./replies/508-arrival.ts";
import { receipt510 } from "./replies/510-departure.ts";
import { receipt512 } from "./replies/512-waybill.ts";
import { receipt514 } from "./replies/514-waybill-status.ts";
import { receipt604 } from "./replies/604-inventory.ts";
import { receipt606 } from "./replies/606-cancel.ts";
import { receipt608 } from "./replies/608-master-bill.ts";
import { receipt622 } from "./replies/622-inventory.ts";
import { receipt624 } from "./replies/624-cancel.ts";
import { receipt626 } from "./replies/626-return.ts";
import { receipt702 } from "./replies/702-summary.ts";
import { receipt712 } from "./replies/712-delivery.ts";
import { summaryResult792 } from "./replies/792-summary-result.ts";
import { taxBill816 } from "./replies/816-tax-bill.ts";
import { taxBillStatus818 } from "./replies/818-tax-bill-status.ts";
import { formatError900 } from "./replies/900-format-error.ts";

/** Answers to one message each, which `writeReceipt` writes. One line a type. */
export const receipts = {
  "312": receipt312,
  "412": receipt412,
  "512": receipt512,
  "514": receipt514,
  "622": receipt622,
  "624": receipt624,
  "626": receipt626,
  "712": receipt712,
  "304": receipt304,
  "404": receipt404,
  "506": receipt506,
  "508": receipt508,
  "510": receipt510,
  "604": receipt604,
  "606": receipt606,
  "608": receipt608,
  "702": receipt702,
} as const;

/** What customs makes of its own. */
export const results = {
  "792": summaryResult792,
  "816": taxBill816,
  "818": taxBillStatus818,
  "900": formatError900,
} as const;

export type ReceiptType = keyof typeof receipts;
export type ResultType = keyof typeof results;
