import { withdrawListing } from "../../transactions/trade/mall/listings/withdraw.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const tradeWithdraw = defineCommand({
  usage: "trade withdraw <merchant> <listingNo>",
  summary: "A merchant offers something no more; orders that were placed go on.",
  options: [expiresOption],
  async run(session, given) {
    const [ebcCode, listingNo] = [argument(given, 0), argument(given, 1)];
    const summary = `Offer ${listingNo} no more`;
    return carryOut(session, given, withdrawListing, { ebcCode, listingNo }, summary);
  },
});
