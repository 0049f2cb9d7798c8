import { readKeyFile } from "../../node/keys/key-store.ts";
import { argument, defineCommand } from "../command.ts";
import { findKeyFile } from "../key-ring.ts";
import { renderJson } from "../render.ts";

export const keysShow = defineCommand({
  usage: "keys show <name>",
  summary: "A key's account and public key; needs no passphrase.",
  async run(_session, given) {
    const path = findKeyFile(argument(given, 0));
    const { name, account, publicKey } = await readKeyFile(path);
    const json = { name, account, publicKey, file: path };
    return { json, text: renderJson(json) };
  },
});
