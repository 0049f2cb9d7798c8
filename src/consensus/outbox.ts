import type { JournalPort } from "./ports.ts";

/**
 * C8: persist, then send. What a turn sends waits until all that it and earlier turns wrote to the journal is on disk;
 * one sync covers everything of a turn. Order is kept.
 */
export class Outbox {
  readonly #journal: JournalPort;
  #pending: (() => void)[] = [];
  #waiting: { sends: readonly (() => void)[]; synced: boolean }[] = [];
  #isDirty = false;
  #written = 0;
  #synced = 0;
  /** Rises when the journal is replaced: offsets of syncs begun before mean nothing then. */
  #generation = 0;

  constructor(journal: JournalPort) {
    this.#journal = journal;
  }

  /** How much of the journal is known to be on disk: each frame says so of those before it. */
  get syncedBytes(): number {
    return this.#synced;
  }

  /** Bytes of the journal since it was last replaced. */
  get journalBytes(): number {
    return this.#written;
  }

  append(bytes: Uint8Array): void {
    this.#journal.append(bytes);
    this.#written += bytes.length;
    this.#isDirty = true;
  }

  replace(bytes: Uint8Array): void {
    this.#journal.replace(bytes);
    this.#written = bytes.length;
    this.#synced = 0;
    this.#generation += 1;
    this.#isDirty = true;
  }

  /** Sends when everything written so far is on disk. */
  send(send: () => void): void {
    this.#pending.push(send);
  }

  /** The end of a turn. */
  flush(): void {
    const sends = this.#pending;
    this.#pending = [];
    if (this.#isDirty) this.#sync(sends);
    else if (this.#waiting.length > 0) this.#waiting.push({ sends, synced: true });
    else for (const send of sends) send();
  }

  get needsFlush(): boolean {
    return this.#isDirty || this.#pending.length > 0;
  }

  #sync(sends: readonly (() => void)[]): void {
    this.#isDirty = false;
    const batch = { sends, synced: false };
    this.#waiting.push(batch);
    const [written, generation] = [this.#written, this.#generation];
    this.#journal.sync(() => {
      batch.synced = true;
      if (generation === this.#generation) this.#synced = Math.max(this.#synced, written);
      this.#release();
    });
  }

  #release(): void {
    while (this.#waiting[0]?.synced === true) {
      for (const send of this.#waiting.shift()!.sends) send();
    }
  }
}
