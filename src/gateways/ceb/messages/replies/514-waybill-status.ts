import { waybillStatuses } from "../../codes/flags.ts";
import { answered } from "../../declare/declaration.ts";
import { code } from "../../declare/elements.ts";
import { receiptGuid, result } from "../../declare/shared.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB514 answers CEB513. */
export const receipt514 = answered({
  type: "514",
  en: "Receipt of a waybill's status",
  zh: "进口物流运单状态回执",
  document: "LogisticsStatusReturn",
  head: {
    of: {
      guid: receiptGuid,
      logisticsCode: carrier.logisticsCode,
      logisticsNo,
      logisticsStatus: code(waybillStatuses, "C1", "Status of the parcel", "物流状态"),
      ...result,
    },
  },
});
