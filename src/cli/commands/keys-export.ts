import { toHex } from "../../primitives/bytes.ts";
import { askToGoOn } from "../ask.ts";
import { argument, defineCommand } from "../command.ts";
import { unlockKey } from "../key-ring.ts";

/** Whoever reads the answer owns the account, so it is asked for twice: by the passphrase and by a yes. */
export const keysExport = defineCommand({
  usage: "keys export <name>",
  summary: "Writes the key's seed, unencrypted, to standard output.",
  async run(session, given) {
    const { yes, json } = session.options;
    if (!yes && !json) await askToGoOn("Whoever sees the seed can sign as you. Show it?");
    const key = await unlockKey(argument(given, 0));
    const seed = toHex(key.seed);
    return { json: { name: key.name, seed }, text: seed };
  },
});
