import { arriveReturn } from "../../transactions/customs/lists/arrive-return.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { returnNamed } from "../customs/return-place.ts";
import { expiresOption } from "../decide.ts";

export const customsArriveReturn = defineCommand({
  usage: "customs arrive-return <list> <place>",
  summary: "Customs has seen that goods came back; in time, their tax is taken off.",
  options: [expiresOption],
  async run(session, given) {
    const body = returnNamed(given);
    return carryOut(session, given, arriveReturn, body, `Goods of ${argument(given, 0)} came back`);
  },
});
