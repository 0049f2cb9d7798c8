import { defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { runInForeground } from "../foreground.ts";
import { NODE_ENTRY } from "../node-entry.ts";

/** Runs one node in the foreground, in a process of its own: the command line stays free of the node's imports. */
export const start = defineCommand({
  usage: "start",
  summary: "Runs one node of a real network until Ctrl-C.",
  options: [
    { flags: "--config <file>", summary: "the node's configuration (TOML)", required: true },
  ],
  async run(_session, given) {
    const config = textOption(given, "config") ?? "";
    const ended = await runInForeground(NODE_ENTRY, ["--config", config]);
    if (ended === undefined) return undefined;
    const hint =
      ended === "SIGABRT"
        ? "If a line above names leveldb, its files are damaged: move data/chain away, keep data/journal, and start again."
        : "Its reason stands above, and in the node's log.";
    throw new CliError("NODE_STOPPED", `The node ended with ${ended}.`, hint);
  },
});
