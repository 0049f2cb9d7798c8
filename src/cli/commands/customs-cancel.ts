import { cancelList } from "../../transactions/customs/lists/cancel.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { guidGiven, guidOption } from "../customs/new-guid.ts";
import { expiresOption } from "../decide.ts";

export const customsCancel = defineCommand({
  usage: "customs cancel <list>",
  summary: "A declarant asks customs to have a list back that is not released (CEB623).",
  options: [
    {
      flags: "--reason <word>",
      summary: "BUYER_WITHDREW, WRONG_CONTENT, PARCEL_LOST or OTHER",
      required: true,
    },
    guidOption,
    expiresOption,
  ],
  async run(session, given) {
    const list = listNamed(argument(given, 0));
    const body = { guid: guidGiven(given), list, reason: textOption(given, "reason") ?? "" };
    return carryOut(session, given, cancelList, body, `Ask for list ${argument(given, 0)} back`);
  },
});
