import { ClassicLevel } from "classic-level";
import type { ChainedBatch, Snapshot } from "classic-level";

import { assert } from "../primitives/assert.ts";
import { equalBytes, utf8 } from "../primitives/bytes.ts";
import { EMPTY_HASH, nodeHash, type Path, provenNode } from "./authenticated-map/node.ts";
import { MapTree } from "./authenticated-map/tree.ts";
import { Entry } from "./ledger.ts";
import type { Key, LedgerReader } from "./ledger.ts";
import { checkNodes, checkValues } from "./store/check-tree.ts";
import type { CheckResult, OnCheckProgress } from "./store/check-tree.ts";
import { isFormatKey, writesOf } from "./store/commit.ts";
import type { StoreCommit } from "./store/commit.ts";
import { PinnedState } from "./store/pinned-state.ts";
import { at, type ReadOptions, readOptions } from "./store/read-options.ts";
import { boundsOf } from "./store/index-range.ts";
import type { IndexEntry, IndexRange } from "./store/index-range.ts";
import { GenerationCache } from "./store/generation-cache.ts";
import {
  FORMAT,
  FORMAT_KEY,
  indexKey,
  indexKeyBytes,
  NODE_PREFIX,
  nodeKey,
  prefixEnd,
  STATE_PREFIX,
  stateKey,
} from "./store/layout.ts";
import type { IndexSpace } from "./store/layout.ts";
import { refuseHeadless, refuseMissing } from "./store/refuse-headless.ts";
import { fromLevelError, StoreError } from "./store/store-error.ts";
import { TreeMemory } from "./store/tree-memory.ts";

export interface StoreOptions {
  /** Make a new database if there is none. Default true. */
  readonly createIfMissing?: boolean;
  readonly stateCacheBytes?: number;
  readonly treeMemoryBytes?: number;
}

const defaults = {
  /** A block touches thousands of keys; hot accounts and assets return in block after block. */
  stateCacheBytes: 64 << 20,
  /** Every node of a map of about a million keys; of a larger one the inner nodes, and the buckets that return. */
  treeMemoryBytes: 128 << 20,
} as const;

/**
 * What LevelDB gathers in memory before it sorts it into files, twice over at most. A block rewrites the same buckets and inner nodes as
 * the one before: with LevelDB's 4 MB its thread took an eighth of a busy node's CPU to write them again and again, with this a
 * third of that. After a crash the log of up to this size is read again: 0.4 s for 30 MB here.
 */
const WRITE_BUFFER_BYTES = 32 << 20;

/** Filling a batch costs about 1 µs a write: the event loop gets its turn after this many. */
const WRITES_PER_TURN = 2_000;

/** Index keys are bytes; state keys and paths are text. */
const VIEW = { keyEncoding: "view" } as const;

/** A check sees the disk and not the memory of normal work. */
const CHECK_MEMORY_BYTES = 64 << 20;

type Level = ClassicLevel<string, Uint8Array>;
type Batch = ChainedBatch<Level, string, Uint8Array>;

/**
 * Opens the database in `directory`, or makes one.
 *
 * Throws StoreError: DATABASE_LOCKED, DATABASE_DAMAGED, DATABASE_MISSING, DATABASE_FORMAT, DATABASE_FULL or
 * DATABASE_OPEN_FAILED.
 */
export async function openStore(directory: string, options: StoreOptions = {}): Promise<Store> {
  const { createIfMissing = true } = options;
  refuseHeadless(directory); // before LevelDB sees it
  if (!createIfMissing) refuseMissing(directory);
  const level: Level = new ClassicLevel(directory, {
    keyEncoding: "utf8",
    valueEncoding: "view",
    createIfMissing,
    writeBufferSize: WRITE_BUFFER_BYTES,
  });
  try {
    await level.open();
  } catch (error) {
    throw fromLevelError(error, "open", directory);
  }
  try {
    await checkFormat(level, directory);
  } catch (error) {
    await level.close();
    throw fromLevelError(error, "open", directory);
  }
  return new Store(level, directory, options);
}

async function checkFormat(level: Level, directory: string): Promise<void> {
  const key = indexKeyBytes("meta", FORMAT_KEY);
  const format = await level.get<Uint8Array, Uint8Array>(key, VIEW);
  if (format !== undefined && equalBytes(format, utf8(FORMAT))) return;
  const [first] = format === undefined ? await level.keys({ limit: 1 }).all() : [FORMAT_KEY];
  if (first !== undefined) {
    throw new StoreError("DATABASE_FORMAT", `the database ${directory} is not "${FORMAT}"`, {
      directory,
    });
  }
  await level.put<Uint8Array, Uint8Array>(key, utf8(FORMAT), { ...VIEW, sync: true });
}

/**
 * Committed state, tree and chain data on disk.
 *
 * Reads are synchronous. Until `commit` resolves, each of them gives what was there before it; from then on, what the
 * commit wrote. After a commit that failed nothing is served any more: whether it reached the disk is known only after
 * opening again.
 */
export class Store implements LedgerReader {
  readonly #level: Level;
  readonly #directory: string;
  /** null: known to be absent. */
  readonly #state: GenerationCache<Entry | null>;
  readonly #treeMemory: TreeMemory;
  /** Read when it is asked for. */
  #tree: MapTree | undefined;
  /** How to read the database as it was before the commit in flight, if there is one. */
  #before: ReadOptions | undefined;
  #inFlight: Promise<void> | undefined;
  #failure: StoreError | undefined;

  /** Use openStore. */
  constructor(level: Level, directory: string, options: StoreOptions) {
    const { stateCacheBytes, treeMemoryBytes } = { ...defaults, ...options };
    this.#level = level;
    this.#directory = directory;
    this.#state = new GenerationCache(stateCacheBytes, (entry) => entry?.bytes().length ?? 0);
    this.#treeMemory = new TreeMemory((path, hash) => this.#node(path, hash), treeMemoryBytes);
  }

  /** The committed value of a state key. 0.1 µs from the cache, 5 to 12 µs from disk. */
  get(key: Key): Uint8Array | undefined {
    return this.entry(key)?.bytes();
  }

  entry(key: Key): Entry | undefined {
    const cached = this.#state.get(key);
    if (cached !== undefined) return this.#usable(cached ?? undefined);
    const entry = entryOf(this.#read(stateKey(key)));
    this.#state.set(key, entry ?? null);
    return entry;
  }

  /** An absence is not kept: who asks whether something is new, such as a payment, asks once. */
  has(key: Key): boolean {
    const cached = this.#state.get(key);
    if (cached !== undefined) return this.#usable(cached !== null);
    const entry = entryOf(this.#read(stateKey(key)));
    if (entry !== undefined) this.#state.set(key, entry);
    return entry !== undefined;
  }

  /**
   * The committed tree. A node of it that comes from disk is compared with the hash in its parent, because LevelDB does not
   * verify its checksums on reads: what reads it may throw StoreError.
   */
  get tree(): MapTree {
    return this.#usable((this.#tree ??= this.#storedTree()));
  }

  readIndex(space: IndexSpace, key: string | Uint8Array): Uint8Array | undefined {
    return this.#read(indexKey(space, key));
  }

  /** The entries of a space in byte order of their keys, within the range, as they are when the iteration starts. */
  async *rangeIndex(space: IndexSpace, range: IndexRange = {}): AsyncGenerator<IndexEntry> {
    this.#usable(undefined);
    try {
      const entries = this.#level.iterator<Uint8Array, Uint8Array>({
        ...boundsOf(space, range),
        ...at(this.#before),
        ...VIEW,
      });
      for await (const [key, value] of entries) {
        yield { key: new Uint8Array(key.subarray(1)), value: plain(value) };
      }
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }

  /** State entries whose key begins with `prefix`, ascending, from behind `after` on. For lists, never for rules. */
  async rangeState(
    prefix: string,
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<{ key: Key; value: Uint8Array }[]> {
    this.#usable(undefined);
    const from = after === undefined ? { gte: stateKey(prefix) } : { gt: stateKey(after) };
    const range = { ...from, lt: prefixEnd(stateKey(prefix)), limit, ...at(this.#before) };
    try {
      const entries = await this.#level.iterator(range).all();
      return entries.map(([key, value]) => ({ key: key.slice(1), value: plain(value) }));
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }

  /**
   * Writes a block: all of it or, after any crash, nothing of it; synced when the promise resolves. One at a time. The
   * maps must not change meanwhile.
   */
  async commit(commit: StoreCommit): Promise<void> {
    assert(this.#inFlight === undefined, "one commit is in flight at a time");
    assert(!commit.index.some(isFormatKey), "the format key is the store's own");
    this.#before = readOptions(this.#snapshot());
    this.#inFlight = this.#write(commit).finally(() => {
      this.#inFlight = undefined;
    });
    await this.#inFlight;
  }

  /** The database as it is now, commits in flight excluded or whole; to be closed by whoever asked for it. */
  pin(): PinnedState {
    return new PinnedState(this.#level, this.#directory, this.#snapshot());
  }

  async close(): Promise<void> {
    await this.#inFlight?.catch(() => undefined); // the caller of commit has the error
    await this.#level.close();
  }

  /**
   * Proves the whole tree and every state value against `root`. Reads everything; throws DATABASE_DAMAGED at the first
   * contradiction. Commits may go on: the check sees the database as it was when it began.
   */
  async verifyAll(root: Uint8Array, onProgress: OnCheckProgress = () => {}): Promise<CheckResult> {
    assert(this.#inFlight === undefined, "a check does not begin during a commit");
    const snapshot = this.#snapshot();
    try {
      const scanned = this.#scan(NODE_PREFIX, snapshot);
      const { nodes, entries } = await checkNodes(root, scanned, onProgress);
      const options = readOptions(snapshot);
      const read = (path: Path, hash: Uint8Array) => this.#node(path, hash, options);
      const memory = new TreeMemory(read, CHECK_MEMORY_BYTES);
      const tree = new MapTree(memory, root);
      const trim = (): void => memory.trim(tree);
      const stored = this.#scan(STATE_PREFIX, snapshot);
      const values = await checkValues(tree, stored, entries, trim, onProgress);
      return { nodes, values };
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    } finally {
      await snapshot.close();
    }
  }

  async #write(commit: StoreCommit): Promise<void> {
    try {
      const batch = this.#level.batch();
      let writes = 0;
      for (const { key, value } of writesOf(commit)) {
        append(batch, key, value);
        if (++writes % WRITES_PER_TURN === 0) await new Promise((done) => setImmediate(done));
      }
      await batch.write({ sync: true });
    } catch (error) {
      this.#failure = fromLevelError(error, "write", this.#directory);
      throw this.#failure;
    }
    const before = this.#before;
    this.#before = undefined;
    this.#admitCommit(commit);
    void before?.snapshot.close(); // waits for what still reads it; nothing here depends on when
  }

  /** What was not read before is not kept: most of what a block writes anew, its payments above all, nobody reads. */
  #admitCommit(commit: StoreCommit): void {
    for (const [key, value] of commit.state) {
      if (this.#state.get(key) === undefined) continue;
      this.#state.set(key, value === undefined ? null : Entry.of(compact(value)));
    }
    if (commit.tree !== undefined) this.#treeMemory.committed(commit.tree, commit.nodes);
    if (commit.nodes.length > 0) this.#tree = commit.tree;
  }

  /** The tree of the top node on disk, whose hash is the root. */
  #storedTree(): MapTree {
    const top = this.#read(nodeKey(""));
    return new MapTree(this.#treeMemory, top === undefined ? EMPTY_HASH : nodeHash(top));
  }

  /** LevelDB does not verify its checksums on reads: a node counts when it hashes to what its parent says. */
  #node(path: Path, hash: Uint8Array, options = this.#before): Uint8Array {
    const bytes = this.#read(nodeKey(path), options);
    try {
      return provenNode(path, hash, bytes);
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }

  #usable<Value>(value: Value): Value {
    if (this.#failure !== undefined) throw this.#failure;
    return value;
  }

  #snapshot(): Snapshot {
    this.#usable(undefined);
    try {
      return this.#level.snapshot();
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }

  #read(key: string | Uint8Array, options = this.#before): Uint8Array | undefined {
    this.#usable(undefined);
    try {
      const value =
        typeof key !== "string"
          ? this.#level.getSync<Uint8Array, Uint8Array>(key, { ...at(options), ...VIEW })
          : options === undefined
            ? this.#level.getSync(key)
            : this.#level.getSync(key, options);
      return value === undefined ? undefined : plain(value);
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }

  async *#scan(prefix: string, snapshot: Snapshot): AsyncGenerator<readonly [string, Uint8Array]> {
    const range = { gte: prefix, lt: prefixEnd(prefix), snapshot };
    for await (const [key, value] of this.#level.iterator(range)) {
      yield [key.slice(prefix.length), plain(value)];
    }
  }
}

function append(batch: Batch, key: string | Uint8Array, value: Uint8Array | undefined): void {
  if (typeof key === "string") {
    if (value === undefined) batch.del(key);
    else batch.put(key, value);
  } else {
    if (value === undefined) batch.del<Uint8Array>(key, VIEW);
    else batch.put<Uint8Array, Uint8Array>(key, value, VIEW);
  }
}

function entryOf(value: Uint8Array | undefined): Entry | undefined {
  return value === undefined ? undefined : Entry.of(value);
}

/** LevelDB returns Node.js buffers, whose `slice` shares memory: code above expects the standard array. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The value without the larger buffer that it may be a view of: a cached value must not keep a whole message alive. */
function compact(value: Uint8Array): Uint8Array {
  return value.byteLength === value.buffer.byteLength ? value : new Uint8Array(value);
}
