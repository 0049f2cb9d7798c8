import { customsOffice, optional } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { copNo, invtNo, preNo } from "../numbers.ts";
import { declarant, merchant, platform } from "../parties.ts";

/** What receipts of a cancellation and of a return say alike. The declarant stands before the platform here. */
export const afterInventoryReceipt = {
  guid: receiptGuid,
  customsCode: optional(customsOffice("Office of declaration", "申报海关代码")),
  agentCode: optional(declarant.agentCode),
  ebpCode: optional(platform.ebpCode),
  ebcCode: optional(merchant.ebcCode),
  copNo: optional(copNo),
  preNo: optional(preNo),
  invtNo: optional(invtNo),
  ...result,
} as const;
