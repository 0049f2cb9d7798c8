import type { ClassicLevel, Snapshot } from "classic-level";

import type { Path } from "../authenticated-map/node.ts";
import type { Key } from "../ledger.ts";
import { indexKeyBytes, type IndexSpace, NODE_PREFIX, nodeKey, prefixEnd } from "./layout.ts";
import { STATE_PREFIX, stateKey } from "./layout.ts";
import { fromLevelError } from "./store-error.ts";

type Level = ClassicLevel<string, Uint8Array>;

/**
 * The database as it was at one moment, however far the chain goes on: what a node that joins is given piece by piece.
 *
 * What was overwritten since stays on disk as long as a pin is open, so whoever opens one closes it in time.
 */
export class PinnedState {
  readonly #level: Level;
  readonly #directory: string;
  readonly #snapshot: Snapshot;

  /** Use `Store.pin`. */
  constructor(level: Level, directory: string, snapshot: Snapshot) {
    this.#level = level;
    this.#directory = directory;
    this.#snapshot = snapshot;
  }

  readIndex(space: IndexSpace, key: string): Uint8Array | undefined {
    return this.#guard(() =>
      this.#level.getSync<Uint8Array, Uint8Array>(indexKeyBytes(space, key), {
        ...{ snapshot: this.#snapshot, keyEncoding: "view" },
      }),
    );
  }

  /** Tree nodes from `from` on in order of path: about `bytesMax` bytes, at least one; none behind the last. */
  async nodes(from: Path, bytesMax: number): Promise<Uint8Array[]> {
    const range = { gte: nodeKey(from), lt: prefixEnd(NODE_PREFIX) };
    return (await this.#read(range, bytesMax)).map(([, node]) => node);
  }

  /** State entries behind `after` in order of key, from the first one on if it is undefined. */
  async values(
    after: Key | undefined,
    bytesMax: number,
  ): Promise<{ key: Key; value: Uint8Array }[]> {
    const from = after === undefined ? { gte: STATE_PREFIX } : { gt: stateKey(after) };
    const found = await this.#read({ ...from, lt: prefixEnd(STATE_PREFIX) }, bytesMax);
    return found.map(([key, value]) => ({ key: key.slice(STATE_PREFIX.length), value }));
  }

  async close(): Promise<void> {
    await this.#snapshot.close();
  }

  async #read(range: object, bytesMax: number): Promise<[string, Uint8Array][]> {
    const iterator = this.#level.iterator({
      ...range,
      ...{ snapshot: this.#snapshot, highWaterMarkBytes: bytesMax, fillCache: false },
    });
    try {
      return await iterator.nextv(ENTRIES_MAX);
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    } finally {
      await iterator.close();
    }
  }

  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw fromLevelError(error, "read", this.#directory);
    }
  }
}

/** The number of entries that one read gives, however small they are. */
const ENTRIES_MAX = 8_192;
