import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import type { Statement } from "../chain/vote.ts";
import { concatBytes, equalBytes, toHex } from "../primitives/bytes.ts";
import { SignedVotes } from "./signed-votes.ts";
import { SignerError } from "./signer-error.ts";
import { firstSlot, nextSlot, readState, SLOT_BYTES } from "./state-bytes.ts";
import { syncDirectory, writeAll } from "../node/synced-file.ts";

export const votesPath = (directory: string): string => join(directory, "votes");
/** Says that a key has a state here: without it a state that was deleted would look like one that was never made. */
export const bornPath = (directory: string): string => join(directory, "born");

/** Votes after which the file is begun anew with those that still matter: half a megabyte. */
const SLOTS_MAX = 4_096;

const NEW_KEY =
  "A signer that forgot what it signed could sign twice. Do not restore an old copy and do not make a new state for this key: " +
  "make a new key, let the council put it in place of this one (`portolan council rotate-validator`), and make that one's state";

/** What a key has signed, on disk. Everything here is synchronous: the signature must not leave before the disk has the vote. */
export class StateFile {
  readonly votes = new SignedVotes();
  readonly #directory: string;
  readonly #publicKey: Uint8Array;
  #file: number;
  #last: Uint8Array;
  #bytes: number;

  /** Makes the state of a key: once, when the key begins to vote. */
  static make(directory: string, publicKey: Uint8Array): void {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    requirePrivate(directory);
    if (existsSync(votesPath(directory)) || existsSync(bornPath(directory))) {
      const message = `${directory} has a state already, so its key may have signed. Start the signer without --init. If the state is lost: ${NEW_KEY}.`;
      throw new SignerError("STATE_EXISTS", message);
    }
    closeSync(writeWhole(votesPath(directory), firstSlot(publicKey)));
    syncDirectory(directory);
    markBorn(directory, publicKey);
  }

  /** Opens the state of a key. Throws if it is not there, damaged, or another key's. */
  constructor(directory: string, publicKey: Uint8Array) {
    this.#directory = directory;
    this.#publicKey = publicKey;
    const found = findState(directory);
    const state = readState(found);
    if (!state.ok) throw damaged(directory, state.damage);
    if (!equalBytes(state.publicKey, publicKey)) {
      const message = `the state in ${directory} is that of key ${toHex(state.publicKey)}, and the key file holds ${toHex(publicKey)}. Name the state directory of this key in the signer's configuration.`;
      throw new SignerError("STATE_OF_OTHER_KEY", message);
    }
    for (const one of state.statements) {
      if (this.votes.judge(one) !== "new") throw damaged(directory, "two of its votes contradict");
      this.votes.record(one);
    }
    this.#last = state.last;
    this.#bytes = state.bytes;
    this.#file = openSync(votesPath(directory), "a", 0o600);
    if (found.length > state.bytes) {
      ftruncateSync(this.#file, state.bytes); // what was torn was never synced, so nothing rests on it
      fsyncSync(this.#file);
    }
    if (!existsSync(bornPath(directory))) markBorn(directory, publicKey); // a crash while it was made
  }

  /** Remembers a vote that was judged new. When this returns it is on disk; when it throws, the process must end. */
  remember(statement: Statement): void {
    const slot = nextSlot(statement, this.#last);
    this.#write(() => {
      writeAll(this.#file, slot);
      fdatasyncSync(this.#file);
    });
    this.#last = slot;
    this.#bytes += SLOT_BYTES;
    this.#requireAlone();
    this.votes.record(statement);
    if (this.#bytes > SLOTS_MAX * SLOT_BYTES) this.#beginAnew();
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The same memory in a new file, put in place of the old one all at once. */
  #beginAnew(): void {
    const slots = [firstSlot(this.#publicKey)];
    for (const one of this.votes.statements()) slots.push(nextSlot(one, slots.at(-1)!));
    this.#write(() => {
      const fresh = writeWhole(votesPath(this.#directory), concatBytes(...slots));
      syncDirectory(this.#directory);
      closeSync(this.#file);
      this.#file = fresh;
    });
    this.#last = slots.at(-1)!;
    this.#bytes = slots.length * SLOT_BYTES;
  }

  /**
   * Two processes that append to one state would each miss what the other signed. The file is then longer than this one made
   * it, or another lies in its place: whoever sees that has not let its signature go yet.
   */
  #requireAlone(): void {
    const path = votesPath(this.#directory);
    const [own, named] = [fstatSync(this.#file), statSync(path, { throwIfNoEntry: false })];
    if (own.size === this.#bytes && own.ino === named?.ino) return;
    const message = `something else writes to ${path}. Find the second signer with this state and stop it, then start one signer again: this one has signed nothing since.`;
    throw new SignerError("STATE_IN_USE", message);
  }

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      const message = `the state in ${this.#directory} cannot be written (${(error as Error).message}). Free space or check the disk, then start the signer again: what was not written was not signed.`;
      throw new SignerError("STATE_WRITE_FAILED", message, error);
    }
  }
}

function findState(directory: string): Uint8Array {
  const path = votesPath(directory);
  if (existsSync(path)) {
    requirePrivate(directory);
    return new Uint8Array(readFileSync(path));
  }
  if (existsSync(bornPath(directory))) {
    throw new SignerError("STATE_MISSING", `the state of this key, ${path}, is gone. ${NEW_KEY}.`);
  }
  const message = `there is no state in ${directory}. If this key has never signed anywhere, make one: portolan signer --config FILE --init. If it has, it must not sign here without what it signed.`;
  throw new SignerError("STATE_NOT_MADE", message);
}

function damaged(directory: string, damage: string): SignerError {
  const message = `the state in ${directory} is damaged: ${damage}. ${NEW_KEY}.`;
  return new SignerError("STATE_DAMAGED", message);
}

/** Others who can write here could take a vote away; who can read learns nothing that peers do not. */
function requirePrivate(directory: string): void {
  const { mode } = statSync(directory);
  if ((mode & 0o022) === 0) return;
  const message = `${directory} can be written to by others. Run chmod 700 on it, and see that nobody changed what is in it.`;
  throw new SignerError("STATE_EXPOSED", message);
}

function markBorn(directory: string, publicKey: Uint8Array): void {
  const path = bornPath(directory);
  writeFileSync(path, `${toHex(publicKey)}\n`, { mode: 0o600, flush: true });
  syncDirectory(directory);
}

/** A file that appears whole and synced in its place, or not at all. Returns it, open for more. */
function writeWhole(path: string, bytes: Uint8Array): number {
  const fresh = `${path}.new`;
  closeSync(openSync(fresh, "w", 0o600)); // empties what an earlier crash left
  const file = openSync(fresh, "a", 0o600);
  writeAll(file, bytes);
  fsyncSync(file);
  renameSync(fresh, path);
  return file;
}
