import { defineCommand, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { renderJson } from "../render.ts";

/** Reads a stopped node's whole database and proves it. Imports the node's own parts only when it is used. */
export const check = defineCommand({
  usage: "check",
  summary: "Proves every block, receipt and state entry of a stopped node's database.",
  options: [
    { flags: "--config <file>", summary: "the node's configuration, which names both" },
    { flags: "--data <directory>", summary: "or the node's data directory" },
    { flags: "--genesis <file>", summary: "and the network's genesis file" },
  ],
  async run(session, given) {
    const { installNative } = await import("../../node/native.ts");
    const { loadConfig, loadGenesis } = await import("../../node/config.ts");
    const { checkLedger } = await import("../../node/check-chain.ts");
    installNative();
    const { data, genesis } = placesOf(given, loadConfig);
    const result = await checkLedger(data, loadGenesis(genesis), (phase, done) => {
      if (done % TOLD_EVERY === 0) session.output.progress(`${phase}: ${done}`);
    });
    const json = { sound: true, ...result };
    return { json, text: `The database is sound.\n${renderJson(json)}` };
  },
});

/** Every so many; a multiple of the steps in which the tree is counted. */
const TOLD_EVERY = 16_384;

/** Where the database and the genesis file are. */
function placesOf(
  given: Given,
  loadConfig: (file: string) => { data: string; genesis: string },
): { data: string; genesis: string } {
  const [config, data, genesis] = ["config", "data", "genesis"].map((n) => textOption(given, n));
  if (config !== undefined) return loadConfig(config);
  if (data !== undefined && genesis !== undefined) return { data, genesis };
  const hint = "For example: portolan check --config .devnet/node-0/config.toml";
  throw usageError("USAGE", "Give --config, or both --data and --genesis.", hint);
}
