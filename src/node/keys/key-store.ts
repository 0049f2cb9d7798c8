import { randomBytes } from "node:crypto";
import { type FileHandle, link, mkdir, open, readdir, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { KeyError } from "./key-error.ts";
import {
  formatKeyFile,
  type KeyFile,
  openKey,
  parseKeyFile,
  sealKey,
  type SigningKey,
} from "./key-file.ts";

/** A key file has about 700 bytes; what is far larger is something else. */
const FILE_BYTES_MAX = 16_384;

/**
 * Encrypts a key into a new file of mode 0600. The file appears whole or not at all, and never in the place of another:
 * a lost key cannot be made again.
 */
export async function saveKey(path: string, key: SigningKey, passphrase: string): Promise<void> {
  const text = formatKeyFile(await sealKey(key, passphrase));
  const directory = dirname(path);
  const temporary = join(directory, `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeSynced(temporary, text);
    try {
      await link(temporary, path); // unlike rename, refuses a file that exists
    } finally {
      await unlink(temporary);
    }
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw new KeyError("KEY_EXISTS", `There is a file ${path} already.`);
    }
    throw new KeyError("KEY_FILE_UNREADABLE", `Cannot write ${path} (${reasonOf(error)}).`, error);
  }
}

/** Reads a key file without opening it: name, public key and account. Throws `KeyError`. */
export async function readKeyFile(path: string): Promise<KeyFile> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      throw new KeyError("KEY_NOT_FOUND", `There is no key file ${path}.`);
    }
    throw new KeyError("KEY_FILE_UNREADABLE", `Cannot read ${path} (${reasonOf(error)}).`, error);
  }
  try {
    const { mode, size } = await handle.stat(); // of the open file, so that it cannot be exchanged in between
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      const octal = (mode & 0o777).toString(8).padStart(4, "0");
      throw new KeyError("KEY_FILE_EXPOSED", `The key file ${path} has mode ${octal}.`);
    }
    if (size > FILE_BYTES_MAX) {
      throw new KeyError("KEY_FILE_CORRUPT", `${path} is too large for a key file.`);
    }
    return parseKeyFile(await handle.readFile("utf8"), path);
  } catch (error) {
    if (error instanceof KeyError) throw error;
    throw new KeyError("KEY_FILE_UNREADABLE", `Cannot read ${path} (${reasonOf(error)}).`, error);
  } finally {
    await handle.close();
  }
}

/** Reads and opens a key file. Throws `KeyError`. */
export async function loadKey(path: string, passphrase: string): Promise<SigningKey> {
  return openKey(await readKeyFile(path), passphrase);
}

/** The names of the key files in a directory, sorted; none if the directory is not there. */
export async function listKeyNames(directory: string): Promise<string[]> {
  try {
    const names = await readdir(directory);
    const files = names.filter((name) => name.endsWith(".json") && !name.startsWith("."));
    return files.map((name) => name.slice(0, -".json".length)).sort();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw new KeyError("KEY_FILE_UNREADABLE", `Cannot list ${directory} (${reasonOf(error)}).`);
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
