import { answered } from "../../declare/declaration.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB512 answers CEB511. */
export const receipt512 = answered({
  type: "512",
  en: "Receipt of an import waybill",
  zh: "进口物流运单回执",
  document: "LogisticsReturn",
  head: {
    of: { guid: receiptGuid, logisticsCode: carrier.logisticsCode, logisticsNo, ...result },
  },
});
