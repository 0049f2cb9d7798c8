import { join, resolve } from "node:path";

import type { SigningKey } from "../node/keys/key-file.ts";
import { saveKey } from "../node/keys/key-store.ts";
import { formatAccount } from "../primitives/account-id.ts";
import { toHex } from "../primitives/bytes.ts";
import { askNewPassphrase, isInteractive } from "./ask.ts";
import type { Answer } from "./command.ts";
import { usageError } from "./errors.ts";
import { ownKeyDirectory } from "./key-ring.ts";
import { renderJson } from "./render.ts";

/** Encrypts a key into its file and says what others need of it. */
export async function saveNewKey(key: SigningKey, directory: string | undefined): Promise<Answer> {
  const path = join(resolve(directory ?? ownKeyDirectory()), `${key.name}.json`);
  await saveKey(path, key, await newPassphrase(key.name));
  const json = {
    name: key.name,
    account: formatAccount(key.account),
    publicKey: toHex(key.publicKey),
    file: path,
  };
  const note = "Keep a copy of the file and the passphrase: without them the account is lost.";
  return { json, text: `${renderJson(json)}\n${note}` };
}

async function newPassphrase(name: string): Promise<string> {
  const given = process.env["PORTOLAN_PASSPHRASE"];
  if (given !== undefined) return given;
  if (isInteractive()) return askNewPassphrase(name);
  throw usageError(
    "PASSPHRASE_NEEDED",
    "A new key needs a passphrase, and there is no terminal to ask on.",
    "Set PORTOLAN_PASSPHRASE.",
  );
}
