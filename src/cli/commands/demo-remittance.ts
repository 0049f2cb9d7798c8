import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import type { RemittanceStep } from "../demo/remittance.ts";
import { renderTable } from "../render.ts";

/** Every currency of a devnet has two decimals. */
const DECIMALS = 2;

export const demoRemittance = defineCommand({
  usage: "demo remittance",
  summary: "A remittance from wallet to wallet over a settlement bank, on a devnet that runs.",
  options: [
    { flags: "--dir <directory>", summary: "the devnet's directory", fallback: ".devnet" },
    {
      flags: "--receiver-rpc <url>",
      summary: "the node of the receiving side; the same as --rpc if absent",
    },
  ],
  async run(session, given) {
    const { Layout } = await import("../devnet/layout.ts");
    const { remittance } = await import("../demo/remittance.ts");
    const { rpc } = session.options;
    const nodes = { payer: rpc, receiver: textOption(given, "receiverRpc") ?? rpc };
    const layout = new Layout(textOption(given, "dir") ?? ".devnet");
    const steps = await remittance(layout, nodes, ({ by, what }) => {
      session.output.progress(`${by} ${what}`);
    });
    return { json: steps, text: tableOf(steps) };
  },
});

function tableOf(steps: readonly RemittanceStep[]): string {
  const rows = steps.map(({ by, what, payer, receiver }) => [
    ...[by, what],
    ...[payer.status, readable(payer.available), readable(payer.held)],
    ...[receiver.status, readable(receiver.available)],
  ]);
  const heads = ["by", "does", "payer sees", "has", "on hold", "receiver sees", "has HKD"];
  return renderTable(heads, rows, ["has", "on hold", "has HKD"]);
}

function readable(minor: string): string {
  return formatMinor(BigInt(minor), DECIMALS);
}
