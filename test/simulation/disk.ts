import type { Certificate } from "../../src/chain/vote.ts";
import type { Block } from "../../src/chain/block.ts";
import { concatBytes, toHex } from "../../src/primitives/bytes.ts";
import type { Tip } from "../../src/execution/block-tree.ts";
import type { Random } from "../state/random.ts";
import type { MemoryState } from "../ledger.ts";

/** A committed block as the simulated disk holds it. */
export interface StoredBlock {
  readonly block: Block;
  readonly digest: Uint8Array;
  readonly bodies: readonly Uint8Array[];
  certificate: Certificate | undefined;
}

type Write = { readonly kind: "append" | "replace"; readonly bytes: Uint8Array };

/**
 * What survives a crash: committed blocks and their state, and of the journal what was synced. Of the rest of the journal
 * a crash keeps some first part, torn in the middle of a write.
 */
export class Disk {
  /** Undefined if there is no journal. */
  #synced: readonly Uint8Array[] | undefined;
  #unsynced: Write[] = [];
  #syncedWrites = 0;
  readonly blocks: StoredBlock[] = [];
  readonly #wireHashes = new Set<string>();
  readonly state: MemoryState;
  head: Tip;

  constructor(journal: Uint8Array | undefined, state: MemoryState, genesis: Tip) {
    this.#synced = journal === undefined ? undefined : [journal];
    this.state = state;
    this.head = genesis;
  }

  write(kind: Write["kind"], bytes: Uint8Array): void {
    this.#unsynced.push({ kind, bytes });
  }

  /** Writes since the disk was made: what a sync that begins now covers. */
  get writes(): number {
    return this.#syncedWrites + this.#unsynced.length;
  }

  /** The sync that covers the first `writes` writes has ended. */
  sync(writes: number): void {
    for (const write of this.#unsynced.splice(0, writes - this.#syncedWrites)) {
      this.#apply(write);
      this.#syncedWrites += 1;
    }
  }

  #apply({ kind, bytes }: Write): void {
    if (kind === "replace") this.#synced = [bytes];
    else this.#synced = [...(this.#synced ?? []), bytes];
  }

  /** A crash: of the unsynced writes some survive in order, the last of them perhaps torn. */
  crash(random: Random): void {
    const survivors = this.#unsynced.slice(0, random.below(this.#unsynced.length + 1));
    const torn = survivors.pop();
    for (const write of survivors) this.#apply(write);
    if (torn?.kind === "append") {
      const kept = torn.bytes.subarray(0, random.below(torn.bytes.length + 1));
      this.#apply({ kind: "append", bytes: kept });
    }
    this.#unsynced = [];
  }

  /** A block is on disk. */
  store(stored: StoredBlock): void {
    this.blocks.push(stored);
    for (const { wireHash } of stored.block.transactions) this.#wireHashes.add(toHex(wireHash));
  }

  hasTransaction(wireHash: string): boolean {
    return this.#wireHashes.has(wireHash);
  }

  /** How many transactions are committed. */
  get transactions(): number {
    return this.#wireHashes.size;
  }

  /** The journal as a restart finds it. */
  readJournal(): Uint8Array | undefined {
    return this.#synced === undefined ? undefined : concatBytes(...this.#synced);
  }

  /** For tests of C8: an operator restores an old copy, a disk loses the file or a bit of it. */
  tamperJournal(journal: Uint8Array | undefined): void {
    this.#synced = journal === undefined ? undefined : [journal];
    this.#unsynced = [];
  }
}
