import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";

import { z } from "zod";

import { NodeError } from "../node-error.ts";
import type { Used } from "./allowance.ts";

const content = z.strictObject({
  members: z.array(
    z.strictObject({ peerId: z.string(), used: z.number().min(0), atMs: z.int().min(0) }),
  ),
});

/** What members have used of a regulator's key, on its node's disk: a restart, or a crash on purpose, gives nothing back. */
export class UsedFile {
  readonly #path: string;
  readonly #read: () => readonly Used[];
  #last: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** `read` gives what is to be on disk. */
  constructor(path: string, read: () => readonly Used[]) {
    this.#path = path;
    this.#read = read;
  }

  /** What an earlier run has left; nothing before the first. Throws PERSON_LIMITS_DAMAGED. */
  static load(path: string): Used[] {
    if (!existsSync(path)) return [];
    try {
      return content.parse(JSON.parse(readFileSync(path, "utf8"))).members;
    } catch (error) {
      const message = `${path} cannot be read (${(error as Error).message}). Restore it, or remove it: then every member's limit begins anew.`;
      throw new NodeError("PERSON_LIMITS_DAMAGED", message, {}, error);
    }
  }

  /** Resolves when what is used by now is on disk. However many ask for it meanwhile, they share the write after the one that runs. */
  save(): Promise<void> {
    const write = (): Promise<void> => {
      this.#next = undefined;
      this.#last = this.#write();
      return this.#last;
    };
    this.#next ??= this.#last.then(write, write); // whoever waited for a write that failed was told, and it is tried again
    return this.#next;
  }

  async #write(): Promise<void> {
    const directory = dirname(this.#path);
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = await open(`${this.#path}.new`, "w", 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ members: this.#read() })}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${this.#path}.new`, this.#path);
    const folder = await open(directory, "r"); // the new name is only there after a power cut if its folder was synced
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
