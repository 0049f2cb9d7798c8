import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Writes all of it, however often the system takes only a part. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

/** A renamed file is only there after a crash if its folder was synced. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  fsyncSync(directory);
  closeSync(directory);
}
