import { answered } from "../../declare/declaration.ts";
import { afterInventoryReceipt } from "./after-inventory.ts";

/** CEB624 answers CEB623. */
export const receipt624 = answered({
  type: "624",
  en: "Receipt of a cancellation of an import list",
  zh: "进口撤销申请单回执",
  document: "InvtCancelReturn",
  head: { of: afterInventoryReceipt },
});
