import { defineCommand, textOption } from "../command.ts";
import { renderTable } from "../render.ts";

export const demoLetter = defineCommand({
  usage: "demo letter",
  summary: "A bank confirmation letter from the form to the closed file, on a devnet that runs.",
  options: [{ flags: "--dir <directory>", summary: "the devnet's directory", fallback: ".devnet" }],
  async run(session, given) {
    const { Layout } = await import("../devnet/layout.ts");
    const { letterDemo } = await import("../demo/letter.ts");
    const layout = new Layout(textOption(given, "dir") ?? ".devnet");
    const { letter, steps, files } = await letterDemo(layout, session.options.rpc, (step) => {
      session.output.progress(`${step.by} ${step.what}`);
    });
    const rows = steps.map(({ by, what, status, next, result }) => [
      by,
      what,
      status,
      next,
      result,
    ]);
    const trail = renderTable(["by", "does", "status", "next", "result"], rows);
    const more = [
      `portolan letter get ${letter}`,
      `portolan letter render ${files[2] ?? ""} --lang zh`,
    ];
    const text = `${trail}\n\nWhat was written, which the ledger has commitments of:\n${files.join("\n")}\n\n${more.join("\n")}`;
    return { json: { letter, steps, files }, text };
  },
});
