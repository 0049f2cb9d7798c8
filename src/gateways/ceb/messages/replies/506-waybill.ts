import { answered } from "../../declare/declaration.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB506 answers CEB505. */
export const receipt506 = answered({
  type: "506",
  en: "Receipt of an export waybill",
  zh: "出口物流运单回执",
  document: "LogisticsReturn",
  head: {
    of: { guid: receiptGuid, logisticsCode: carrier.logisticsCode, logisticsNo, ...result },
  },
});
