import { keyOfSeed, SEED_BYTES } from "../../node/keys/key-file.ts";
import { fromHex } from "../../primitives/bytes.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { readText } from "../files.ts";
import { saveNewKey } from "../save-key.ts";
import { checkKeyName } from "./keys-new.ts";

/** The seed comes from a file or standard input, never as an argument: other users see those. */
export const keysImport = defineCommand({
  usage: "keys import <name>",
  summary: "Takes a 32-byte Ed25519 seed in hexadecimal from a file or standard input.",
  options: [
    { flags: "--from <file>", summary: "the file; - reads standard input", fallback: "-" },
    { flags: "--dir <directory>", summary: "where to put it (default ~/.portolan/keys)" },
  ],
  async run(_session, given) {
    const name = argument(given, 0);
    checkKeyName(name);
    const seed = fromHex(readText(textOption(given, "from") ?? "-").trim());
    if (seed?.length !== SEED_BYTES) {
      const hint = "`portolan keys export` writes seeds in this form.";
      throw usageError(
        "SEED_FORMAT",
        "This is not a seed: 64 digits of lower-case hexadecimal.",
        hint,
      );
    }
    return saveNewKey(keyOfSeed(name, seed), textOption(given, "dir"));
  },
});
