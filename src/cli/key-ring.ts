import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { existsSync } from "node:fs";

import { KeyError } from "../node/keys/key-error.ts";
import { openKey, type SigningKey } from "../node/keys/key-file.ts";
import { readKeyFile } from "../node/keys/key-store.ts";
import { askPassphrase, isInteractive } from "./ask.ts";
import { usageError } from "./errors.ts";

/** Where `keys new` puts keys, and where names are looked for after the devnet of the current folder. */
export function ownKeyDirectory(): string {
  return join(homedir(), ".portolan", "keys");
}

export function keyDirectories(): string[] {
  return [resolve(".devnet", "keys"), ownKeyDirectory()];
}

/** The file of a key that was given as FILE or NAME. Throws KEY_NOT_FOUND, naming where it looked. */
export function findKeyFile(fileOrName: string): string {
  if (/[/\\]/.test(fileOrName) || fileOrName.endsWith(".json")) return resolve(fileOrName);
  const candidates = keyDirectories().map((directory) => join(directory, `${fileOrName}.json`));
  const found = candidates.find((path) => existsSync(path));
  if (found !== undefined) return found;
  const places = keyDirectories().join(" nor in ");
  throw new KeyError("KEY_NOT_FOUND", `There is no key ${fileOrName} in ${places}.`);
}

/**
 * Opens a key with PORTOLAN_PASSPHRASE if it is set, or with the empty passphrase, which a devnet's keys have; if neither
 * fits and there is a terminal, with one that is asked for.
 */
export async function unlockKey(fileOrName: string): Promise<SigningKey> {
  const file = await readKeyFile(findKeyFile(fileOrName));
  const fromEnvironment = process.env["PORTOLAN_PASSPHRASE"];
  const candidates = new Set([fromEnvironment ?? "", ""]);
  let refused: unknown;
  for (const candidate of candidates) {
    try {
      return await openKey(file, candidate);
    } catch (error) {
      if (!isWrongPassphrase(error)) throw error;
      refused ??= error;
    }
  }
  if (fromEnvironment !== undefined || !isInteractive()) throw refused;
  return openKey(file, await askPassphrase(`Passphrase of ${file.name}`));
}

/** Opens the keys given by --key or PORTOLAN_KEY, in order. The first is whose account acts. */
export async function unlockKeys(given: readonly string[]): Promise<[SigningKey, ...SigningKey[]]> {
  const [first, ...rest] = await unlockAll(given);
  if (first !== undefined) return [first, ...rest];
  throw usageError(
    "KEY_NEEDED",
    "This command signs, and no key was given.",
    "Add --key NAME or --key FILE, or set PORTOLAN_KEY. `portolan keys list` shows your keys.",
  );
}

async function unlockAll(given: readonly string[]): Promise<SigningKey[]> {
  const keys: SigningKey[] = [];
  for (const one of given) keys.push(await unlockKey(one)); // one after the other: each may ask
  return keys;
}

function isWrongPassphrase(error: unknown): boolean {
  return error instanceof KeyError && error.code === "WRONG_PASSPHRASE";
}
