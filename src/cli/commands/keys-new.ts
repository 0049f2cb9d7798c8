import { isKeyName, newKey } from "../../node/keys/key-file.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { saveNewKey } from "../save-key.ts";

export const keysNew = defineCommand({
  usage: "keys new <name>",
  summary: "Makes a key and encrypts it with a passphrase.",
  options: [{ flags: "--dir <directory>", summary: "where to put it (default ~/.portolan/keys)" }],
  async run(_session, given) {
    const name = argument(given, 0);
    checkKeyName(name);
    return saveNewKey(newKey(name), textOption(given, "dir"));
  },
});

export function checkKeyName(name: string): void {
  if (isKeyName(name)) return;
  const hint = "A key's name has up to 64 letters, digits, points, hyphens and underscores.";
  throw usageError("KEY_NAME", `"${name}" is not a name for a key.`, hint);
}
