import { declareArrival } from "../../transactions/customs/orders/arrive.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { expiresOption } from "../decide.ts";

export const customsArrive = defineCommand({
  usage: "customs arrive <operatorCode> <parcels...>",
  summary: "A warehouse declares parcels that came in, each as CARRIER/WAYBILL.",
  options: [guidOption, expiresOption],
  async run(session, given) {
    const parcels = given.args.slice(1).map(parcelNamed);
    const body = { guid: guidGiven(given), operatorCode: argument(given, 0), parcels };
    return carryOut(session, given, declareArrival, body, `${parcels.length} parcels came in`);
  },
});
