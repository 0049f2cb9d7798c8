import { sent } from "../../declare/declaration.ts";
import { afterInventory } from "./after-inventory.ts";

/** CEB623, by the declarant: a list is to be taken back. */
export const cancel623 = sent({
  type: "623",
  en: "Cancellation of an import list",
  zh: "进口撤销申请单",
  document: "InvtCancel",
  head: { of: afterInventory("撤单原因") },
});
