import { waybillStatuses } from "../../codes/flags.ts";
import { sent } from "../../declare/declaration.ts";
import { code, note, second } from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { carrier, logisticsNo } from "../parties.ts";

/** CEB513, by the carrier: a parcel was signed for. */
export const waybillStatus513 = sent({
  type: "513",
  en: "Status of an import waybill",
  zh: "进口物流运单状态",
  document: "LogisticsStatus",
  head: {
    of: {
      ...application,
      ...carrier,
      logisticsNo,
      logisticsStatus: code(waybillStatuses, "C1", "Status of the parcel", "物流运单状态"),
      logisticsTime: second("Since when", "物流状态时间"),
      note,
    },
  },
});
