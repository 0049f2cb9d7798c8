import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { FOLLOWED } from "../demo/trade-trail.ts";
import { renderTable } from "../render.ts";

export const demoTrade = defineCommand({
  usage: "demo trade",
  summary:
    "A bonded sale from listing to delivery, one that comes back in part, and an export with its refund, on a devnet that runs.",
  options: [{ flags: "--dir <directory>", summary: "the devnet's directory", fallback: ".devnet" }],
  async run(session, given) {
    const { Layout } = await import("../devnet/layout.ts");
    const { tradeDemo } = await import("../demo/trade.ts");
    const layout = new Layout(textOption(given, "dir") ?? ".devnet");
    const json = await tradeDemo(layout, session.options.rpc, (by, what) => {
      session.output.progress(`${by} ${what}`);
    });
    const money = ["escrow", ...FOLLOWED];
    const tables = json.trades.map(({ name, asset, steps }) => {
      const rows = steps.map(({ by, what, escrow, changes }) => {
        const amounts = [escrow, ...FOLLOWED.map((of) => changes[of])];
        return [by, what, ...amounts.map((minor) => amountText(BigInt(minor)))];
      });
      return `${name} (${asset})\n${renderTable(["by", "does", ...money], rows, money)}`;
    });
    const more = [
      ...json.orders.map((no) => `portolan trade order 440196000P/${no}`),
      `portolan customs entry ${json.entryId}`,
    ];
    return { json, text: [...tables, more.join("\n")].join("\n\n") };
  },
});

/** Nothing at all is easier to read as nothing. */
function amountText(minor: bigint): string | null {
  if (minor === 0n) return null;
  return minor < 0n ? `−${formatMinor(-minor, 2)}` : formatMinor(minor, 2);
}
