import { answered } from "../../declare/declaration.ts";
import { afterInventoryReceipt } from "./after-inventory.ts";

/** CEB626 answers CEB625. */
export const receipt626 = answered({
  type: "626",
  en: "Receipt of a return of imported goods",
  zh: "进口退货申请单回执",
  document: "InvtRefundReturn",
  head: { of: afterInventoryReceipt },
});
