import { decideCount } from "../../transactions/trade/stock/decide-count.ts";
import { defineCommand } from "../command.ts";
import { answerGiven, answerOptions } from "../customs/decision-options.ts";
import { CliError } from "../errors.ts";
import { numberOf, objectOf, textOf } from "../ledger.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { quantityText } from "../stock/in-words.ts";
import { shelfFound } from "../stock/shelf-found.ts";
import { shelfGiven } from "../stock/shelf-given.ts";

export const tradeDecideCount = defineCommand({
  usage: "trade decide-count <warehouse> <merchant> <itemNo>",
  summary: "The merchant, or a second person of the warehouse, decides on the count of a shelf.",
  options: answerOptions,
  async run(session, given) {
    const [shelf, approve] = [shelfGiven(given), answerGiven(given)];
    const { count } = await shelfFound(session, shelf);
    if (count === null) {
      const hint = "`portolan trade stock --waiting counting` shows the shelves where one does.";
      throw new CliError("NOTHING_TO_DECIDE", "No count of this shelf waits for a decision.", hint);
    }
    const { place, counted, expected } = objectOf(count, "count");
    const [is, was] = [counted, expected].map((one) => quantityText(textOf(one, "quantity")));
    const summary = `${approve ? "Approve" : "Refuse"} the count: ${is} are there, and ${was} were expected`;
    // What was looked at is what is decided on: its place says so.
    if (!session.options.json) session.output.progress(summary);
    const body = { ...shelf, place: numberOf(place, "place"), approve };
    return carryOutStock(session, given, decideCount, body, summary);
  },
});
