import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { chainIdOf, type Genesis } from "../chain/genesis.ts";
import { emptyJournal } from "../consensus/journal.ts";
import { JournalFile } from "./journal-file.ts";

export const journalPath = (data: string): string => join(data, "journal");
export const databasePath = (data: string): string => join(data, "chain");

/**
 * Makes the journal of a validator's key: once, together with the key, and never again. A validator that finds no journal
 * may have voted already, and only observes (C8).
 */
export async function writeFirstJournal(
  data: string,
  genesis: Genesis,
  publicKey: Uint8Array,
): Promise<void> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const path = journalPath(data);
  if (existsSync(path)) return;
  await new Promise<void>((resolve, reject) => {
    const journal = new JournalFile(path, reject);
    journal.append(emptyJournal(chainIdOf(genesis), publicKey));
    journal.sync(() => {
      journal.close();
      resolve();
    });
  });
}
