import { trackWaybill } from "../../transactions/customs/orders/track-waybill.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { expiresOption } from "../decide.ts";

export const customsTrack = defineCommand({
  usage: "customs track <logisticsCode> <logisticsNo> <status>",
  summary: "A carrier says where a parcel is: collected, departed, arrived, delivered or lost.",
  options: [guidOption, expiresOption],
  async run(session, given) {
    const [logisticsCode, logisticsNo, status] = [0, 1, 2].map((at) => argument(given, at)) as [
      string,
      string,
      string,
    ];
    const body = { guid: guidGiven(given), logisticsCode, logisticsNo, status };
    return carryOut(session, given, trackWaybill, body, `Parcel ${logisticsNo}: ${status}`);
  },
});
