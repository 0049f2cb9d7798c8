import { commands } from "../../src/cli/table.ts";
import { code, table } from "./markdown.ts";

/** Every command, from the table that the command line reads. */
export function commandsReference(): string {
  return [
    "# Commands",
    "`portolan COMMAND`; options of all commands: `--rpc`, `--key`, `--as`, `--chain-id`, `--json`, `--yes`, `--no-wait` (`portolan --help`). " +
      "Exit status: 0 done, 1 refused, 2 wrong usage, 3 no node reached.",
    ...commands.map(({ usage, summary, options = [] }) => {
      const rows = options.map(({ flags, summary: what, required = false, fallback }) => {
        const use = required ? "required" : fallback === undefined ? "" : `default ${fallback}`;
        return [code(flags), what, use];
      });
      const own = rows.length === 0 ? "" : `\n\n${table(["option", "", ""], rows)}`;
      return `## portolan ${usage.replace(/[<>]/g, (bracket) => `\\${bracket}`)}\n\n${summary}${own}`;
    }),
  ].join("\n\n");
}
