import { allowPlatform } from "../../transactions/trade/stock/allow-platform.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const tradeAllowPlatform = defineCommand({
  usage: "trade allow-platform <merchant> <platform>",
  summary:
    "A merchant lets a platform bring in its orders of other malls, which reserve its stock.",
  options: [
    { flags: "--end", summary: "no longer; orders that it brought in stay" },
    expiresOption,
  ],
  async run(session, given) {
    const [merchant, platform] = [argument(given, 0), argument(given, 1)];
    const allow = given.options["end"] !== true;
    const summary = allow
      ? `Let ${platform} bring in orders of ${merchant}`
      : `Let ${platform} bring in no more orders of ${merchant}`;
    return carryOut(session, given, allowPlatform, { merchant, platform, allow }, summary);
  },
});
