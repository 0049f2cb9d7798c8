import { endBundle } from "../../transactions/trade/stock/end-bundle.ts";
import { argument, defineCommand } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const tradeEndBundle = defineCommand({
  usage: "trade end-bundle <merchant> <bundleNo>",
  summary: "A merchant sells a bundle no more; orders that name it stay as they are.",
  options: [expiresOption],
  async run(session, given) {
    const [merchant, bundleNo] = [argument(given, 0), argument(given, 1)];
    const body = { merchant, bundleNo };
    return carryOut(session, given, endBundle, body, `End bundle ${bundleNo}`);
  },
});
