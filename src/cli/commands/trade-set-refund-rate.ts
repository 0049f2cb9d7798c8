import { setRefundRate } from "../../transactions/trade/refunds/set-rate.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { rateOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { timeOf } from "../time-option.ts";

export const tradeSetRefundRate = defineCommand({
  usage: "trade set-refund-rate <heading>",
  summary:
    "An authority sets how much of the tax of a heading's goods is refunded from a coming time on.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--rate <rate>", summary: "in per cent, like 13; 0 if nothing is", required: true },
    {
      flags: "--from <time>",
      summary: "a day or a time in UTC, like 2027-01-01 or 2027-01-01T08:30Z",
      required: true,
    },
    expiresOption,
  ],
  async run(session, given) {
    const heading = argument(given, 0);
    const body = {
      ...{ country: textOption(given, "country") ?? "", heading },
      rate: rateOf(textOption(given, "rate") ?? ""),
      effectiveFromMs: timeOf(textOption(given, "from") ?? ""),
    };
    const summary = `Set the refund rate of heading ${heading}`;
    return carryOut(session, given, setRefundRate, body, summary);
  },
});
