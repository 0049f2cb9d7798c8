import { handOverBatch } from "../../transactions/trade/batches/hand-over.ts";
import { batchNamed } from "../batches/batch-named.ts";
import { carryOutBatch } from "../batches/in-words.ts";
import { argument, defineCommand } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";

export const tradeHandOver = defineCommand({
  usage: "trade hand-over <batch> [participant]",
  summary: "Offers a batch to a participant, who takes it over; or takes the offer back.",
  options: [{ flags: "--withdraw", summary: "offers it to nobody any more" }, expiresOption],
  async run(session, given) {
    const [batch, to] = [argument(given, 0), given.args[1]];
    if ((to === undefined) !== (given.options["withdraw"] === true)) {
      const hint = "Name the participant, or give --withdraw.";
      throw usageError("ONE_OF_TWO", "A batch is offered to somebody, or to nobody.", hint);
    }
    const body = { batch: batchNamed(batch), to: to ?? null };
    const summary =
      to === undefined ? `Take the offer of ${batch} back` : `Offer ${batch} to ${to}`;
    return carryOutBatch(session, given, handOverBatch, body, summary);
  },
});
