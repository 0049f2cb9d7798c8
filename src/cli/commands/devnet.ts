import { defineCommand, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";

/** The nodes' own libraries are imported only when a devnet is wanted: other commands start in half the time. */
export const devnet = defineCommand({
  usage: "devnet",
  summary: "Runs a network of local nodes with a ready cast and money until Ctrl-C.",
  options: [
    { flags: "--dir <directory>", summary: "where keys, data and logs lie", fallback: ".devnet" },
    { flags: "--validators <count>", summary: "1 to 16 nodes (default 4, or as before)" },
    { flags: "--base-port <port>", summary: "node i serves RPC on base + 10·i", fallback: "26650" },
    { flags: "--reset", summary: "remove the network in the directory and begin anew" },
    { flags: "--no-market", summary: "without books that maker-1 quotes in" },
    { flags: "--quiet", summary: "only say when it is ready" },
  ],
  async run(session, given) {
    const options = {
      directory: textOption(given, "dir") ?? ".devnet",
      validators: numberOption(given, "validators", 1, 16),
      basePort: numberOption(given, "basePort", 1, 65_534) ?? 26_650,
      reset: given.options["reset"] === true,
      market: given.options["market"] !== false,
      quiet: given.options["quiet"] === true,
    };
    const { runDevnet } = await import("../devnet/run-devnet.ts");
    await runDevnet(options, session.output);
    return undefined;
  },
});

function numberOption(given: Given, name: string, min: number, max: number): number | undefined {
  const typed = textOption(given, name);
  if (typed === undefined) return undefined;
  const value = /^[0-9]{1,6}$/.test(typed) ? Number(typed) : -1;
  if (value >= min && value <= max) return value;
  throw usageError("USAGE", `"${typed}" is not a number from ${min} to ${max}.`);
}
