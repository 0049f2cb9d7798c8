import { spawn } from "node:child_process";

import { defineCommand, textOption } from "../command.ts";
import { CliError } from "../errors.ts";
import { NODE_ENTRY } from "../node-entry.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs one node in the foreground, in a process of its own: the command line stays free of the node's imports. */
export const start = defineCommand({
  usage: "start",
  summary: "Runs one node of a real network until Ctrl-C.",
  options: [
    { flags: "--config <file>", summary: "the node's configuration (TOML)", required: true },
  ],
  async run(_session, given) {
    const args = [NODE_ENTRY, "--config", textOption(given, "config") ?? ""];
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const ended = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(code ?? signal ?? 1));
    });
    for (const signal of SIGNALS) process.off(signal, forward);
    if (ended === 0 || ended === "SIGINT" || ended === "SIGTERM") return undefined;
    const hint =
      ended === "SIGABRT"
        ? "If a line above names leveldb, its files are damaged: move data/chain away, keep data/journal, and start again."
        : "Its reason stands above, and in the node's log.";
    throw new CliError("NODE_STOPPED", `The node ended with ${ended}.`, hint);
  },
});
