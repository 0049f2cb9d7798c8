import {
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
} from "node:fs";
import { dirname } from "node:path";

import type { JournalPort } from "../consensus/ports.ts";
import { NodeError } from "./node-error.ts";
import { syncDirectory, writeAll } from "./synced-file.ts";

/**
 * The journal of votes as a file (C8). Appends are written at once; a sync covers everything that was appended before
 * it, and one sync serves all that asked for it during an event-loop turn.
 */
export class JournalFile implements JournalPort {
  readonly #path: string;
  readonly #onFailure: (error: Error) => void;
  #file: number;
  #waiting: (() => void)[] = [];
  #syncing = false;
  /** The disk refused, or the file was closed: what was to rest on it must never be said, so no sync calls back any more. */
  #isOver = false;

  /** `onFailure`: the disk refused. The node must stop: what it says from now on would not survive a crash. */
  constructor(path: string, onFailure: (error: Error) => void) {
    this.#path = path;
    this.#onFailure = onFailure;
    this.#file = openSync(path, "a", 0o600);
  }

  /** The whole journal; undefined if there is no file. */
  static read(path: string): Uint8Array | undefined {
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
  }

  append(bytes: Uint8Array): void {
    this.#guard(() => writeAll(this.#file, bytes));
  }

  sync(done: () => void): void {
    if (this.#isOver) return;
    this.#waiting.push(done);
    if (!this.#syncing && this.#waiting.length === 1) setImmediate(() => this.#flush());
  }

  replace(bytes: Uint8Array): void {
    this.#guard(() => {
      const fresh = `${this.#path}.new`;
      const file = openSync(fresh, "w", 0o600);
      writeAll(file, bytes);
      fsyncSync(file);
      renameSync(fresh, this.#path);
      syncDirectory(dirname(this.#path));
      // Appending on in the renamed file: its descriptor stays valid through the rename.
      const old = this.#file;
      this.#file = file;
      closeAfterSync(old, () => this.#syncing, this.#onIdle);
    });
  }

  close(): void {
    this.#isOver = true; // what still waits for a sync is not said
    closeAfterSync(this.#file, () => this.#syncing, this.#onIdle);
  }

  readonly #onIdle: (() => void)[] = [];

  #flush(): void {
    const served = this.#waiting;
    if (served.length === 0 || this.#isOver) return;
    this.#waiting = [];
    this.#syncing = true;
    fdatasync(this.#file, (error) => {
      this.#syncing = false;
      for (const close of this.#onIdle.splice(0)) close();
      if (error !== null) return this.#failed(error);
      if (this.#isOver) return; // an append failed meanwhile
      for (const done of served) done();
      if (this.#waiting.length > 0) this.#flush();
    });
  }

  #guard(write: () => void): void {
    if (this.#isOver) return;
    try {
      write();
    } catch (error) {
      this.#failed(error as NodeJS.ErrnoException);
    }
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const isFull = error.code === "ENOSPC" || error.code === "EDQUOT";
    const todo = isFull ? "The disk is full. Free space" : "Check the disk and the system log";
    const message = `the journal ${this.#path} cannot be written (${error.message}). ${todo}, then start the node again: what was not written was not sent either.`;
    const code = isFull ? "JOURNAL_FULL" : "JOURNAL_WRITE_FAILED";
    this.#onFailure(new NodeError(code, message, {}, error));
  }
}

/** A descriptor must not be closed under a sync that uses it. */
function closeAfterSync(file: number, busy: () => boolean, later: (() => void)[]): void {
  if (busy()) later.push(() => closeSync(file));
  else closeSync(file);
}
