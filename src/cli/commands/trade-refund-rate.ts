import { argument, defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { listOf, numberOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import { timeOf } from "../time-option.ts";

export const tradeRefundRate = defineCommand({
  usage: "trade refund-rate <gcode>",
  summary: "The export refund rate of an article by its 10 digits, and those that come.",
  options: [
    { flags: "--country <code>", summary: "like CN", fallback: "CN" },
    { flags: "--at <time>", summary: "when its list was released, like 2026-11-20; now if absent" },
  ],
  async run(session, given) {
    const [country, gcode] = [textOption(given, "country") ?? "", argument(given, 0)];
    const at = textOption(given, "at");
    const timeMs = at === undefined ? null : timeOf(at);
    const json = await session.call("trade_refundRate", { country, gcode, timeMs });
    if (json === null) {
      const hint = "`portolan trade set-refund-rate` sets that of a chapter, heading or article.";
      throw new CliError("NO_RATE", `${country} has no refund rate for ${gcode} then.`, hint);
    }
    const { heading, version, versions } = objectOf(json, "rate");
    const rows = listOf(objectOf(versions, "versions")["recent"], "versions").map((one) => {
      const { version: of, rate, effectiveFromMs } = objectOf(one, "version");
      const from = new Date(numberOf(effectiveFromMs, "time")).toISOString();
      const state = of === version ? "holds" : "";
      return [heading ?? null, of ?? null, from, numberOf(rate, "rate") / 100, state];
    });
    return { json, text: renderTable(["heading", "version", "from", "%", ""], rows, ["%"]) };
  },
});
