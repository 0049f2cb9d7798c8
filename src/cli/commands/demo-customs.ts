import { formatMinor } from "../amount.ts";
import { defineCommand, textOption } from "../command.ts";
import { renderTable } from "../render.ts";

export const demoCustoms = defineCommand({
  usage: "demo customs",
  summary: "Direct mail, a bonded sale and an export through customs, on a devnet that runs.",
  options: [{ flags: "--dir <directory>", summary: "the devnet's directory", fallback: ".devnet" }],
  async run(session, given) {
    const { Layout } = await import("../devnet/layout.ts");
    const { customsDemo } = await import("../demo/customs.ts");
    const layout = new Layout(textOption(given, "dir") ?? ".devnet");
    const json = await customsDemo(layout, session.options.rpc, ({ by, what }) => {
      session.output.progress(`${by} ${what}`);
    });
    const rows = json.steps.map(({ by, what, status, mismatches, tax }) => {
      return [by, what, status, mismatches, tax === null ? null : formatMinor(BigInt(tax), 2)];
    });
    const trail = renderTable(["by", "does", "list", "does not fit", "tax CNY"], rows, ["tax CNY"]);
    const more = [
      ...json.lists.map((one) => `portolan customs list ${one}`),
      `portolan customs entry ${json.entryId}`,
    ];
    return { json, text: `${trail}\n\n${more.join("\n")}` };
  },
});
