import { readFileSync, rmSync, writeFileSync } from "node:fs";

import type { Json } from "../primitives/fields/field.ts";
import { CliError, EXIT, usageError } from "./errors.ts";

/** The text of a file, or of standard input for `-`. */
export function readText(path: string): string {
  return new TextDecoder().decode(readBytes(path));
}

export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    const message = `Cannot read ${path} (${(error as Error).message}).`;
    throw usageError("FILE_UNREADABLE", message, "Check the path.");
  }
}

export function readJson(path: string): Json {
  const text = readText(path);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const message = `${path} is not JSON: ${(error as Error).message}.`;
    throw new CliError("MALFORMED_JSON", message, "Correct the file.", EXIT.usage);
  }
}

/** Writes a new file; never over an existing one. */
export function writeNewText(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const message = `Cannot write ${path} (${(error as Error).message}).`;
    throw usageError("FILE_UNWRITABLE", message, "Choose a file that does not exist yet.");
  }
}

/**
 * Does what a new file, if one is named, is about. The file comes first, so that nothing happens if it cannot be written; it goes again
 * if what it is about did not happen.
 */
export async function withNewText<T>(
  path: string | undefined,
  text: string,
  does: () => Promise<T>,
): Promise<T> {
  if (path === undefined) return does();
  writeNewText(path, text);
  try {
    return await does();
  } catch (error) {
    rmSync(path);
    throw error;
  }
}
