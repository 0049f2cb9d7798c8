import { type Block, digestOf } from "../../src/chain/block.ts";
import type { Certificate, Vote } from "../../src/chain/vote.ts";
import type { JournalRecord } from "../../src/consensus/journal-entry.ts";
import type { MessageOf, Status } from "../../src/consensus/messages.ts";
import type { CommittedBlock } from "../../src/consensus/ports.ts";
import { type Memory, standingAfter } from "../../src/consensus/restore.ts";
import { equalBytes } from "../../src/primitives/bytes.ts";
import type { Timing } from "../../src/consensus/timing.ts";
import { Bench } from "../consensus/bench.ts";

/**
 * The model knows no clocks (C12), and its primaries take the time they like. A replica's own clock runs when the model
 * lets its T run out, so that those of two may lie far apart.
 */
const timing: Partial<Timing> = { aheadMs: 1e9, behindMs: 1e12 };

/** Nothing is sent, and nobody may vote again, before these are on disk. */
const SYNCED: ReadonlySet<string> = new Set(["vote", "observing"]);

/** The STATUS of somebody who knows of nothing. */
export const NO_STATUS: Status = {
  ...{ epoch: 0, view: 1, height: 0, votes: [], reply: false },
  ...{ committed: undefined, entering: undefined, echo: undefined },
};

interface Disk {
  readonly records: readonly JournalRecord[];
  /** Undefined if it is still genesis. */
  readonly head: CommittedBlock | undefined;
}

/** One honest replica of a run: production `step` over all its lives, its journal, and what it ever sent. */
export class LiveReplica {
  readonly self: number;
  readonly #validators: number;
  readonly #blockOf: (hex: string) => Block;
  bench: Bench;
  #sentBefore: readonly Vote[] = [];
  /** The journal as this life found it. */
  #records: readonly JournalRecord[] = [];
  #committedBy: Certificate | undefined;
  /** An old copy of the disk: journal and committed block. */
  #copy: Disk = { records: [], head: undefined };

  constructor(validators: number, self: number, blockOf: (hex: string) => Block) {
    this.#validators = validators;
    this.self = self;
    this.#blockOf = blockOf;
    this.bench = new Bench({ validators, self, timing, holdsBuilt: true });
  }

  /** Every vote that it ever sent, in all its lives; the primary's PREPARE travels with its proposal. */
  votes(): readonly Vote[] {
    const { bench, self } = this;
    const carried = bench.sentOf("proposal").map(({ epoch, view, signature, block }) => {
      const digest = digestOf(block.header);
      return { epoch, view, kind: "prepare" as const, digest, validator: self, signature };
    });
    return [...this.#sentBefore, ...bench.sentOf("vote").map(({ vote }) => vote), ...carried];
  }

  /** C1. Answers what was asked of the chain; undefined if the replica does not propose. */
  propose(): MessageOf<"proposal"> | undefined {
    const { bench } = this;
    const before = bench.sentOf("proposal").length;
    for (let built = bench.built.shift(); built !== undefined; built = bench.built.shift()) {
      bench.feed(built);
    }
    return bench.sentOf("proposal")[before];
  }

  /** C1. It asked the chain for a block, and what would come may still be proposed. */
  get isReady(): boolean {
    const { building, own, view } = this.bench.replica;
    const { prepare, "view-change": givenUp } = own.get(view) ?? {};
    return building && prepare === undefined && givenUp === undefined;
  }

  /** C4. Lets T run out. */
  runOut(): void {
    this.bench.advance(Math.max(0, this.bench.replica.deadlineMs - this.bench.nowMs));
  }

  /**
   * C8. A crash and a new life. A torn journal ends with the last vote, before whose leaving it was synced. Then as many
   * others as are needed say that they hold no vote that the journal lacks.
   */
  restart(torn: boolean): void {
    this.#begin(this.#disk(torn));
    const newest = byView(this.votes())[0];
    const { quorum } = this.bench.world.validators;
    const others = this.#others().slice(0, quorum - 1);
    for (const other of others) this.hearStatus(other, { ...NO_STATUS, echo: newest });
  }

  takeCopy(): void {
    this.#copy = this.#disk(false);
  }

  /** C8. The disk is set back to the copy, and a peer echoes the newest vote, which the journal lacks. */
  setBack(): void {
    const sent = this.votes();
    const kept = this.#copy.records.filter((record) => record.kind === "vote");
    const forgotten = sent.filter((vote) => !kept.some((record) => isSame(record.vote, vote)));
    this.#begin(this.#copy);
    this.bench.receive(this.#others()[0]!, { kind: "vote", vote: byView(forgotten)[0]! });
  }

  /** C9. What it says to a new peer, the certificates alone. */
  status(): Status {
    const { bench } = this;
    bench.feed({ kind: "connected", peer: "somebody" });
    const { committed, entering } = bench.sentOf("status").at(-1)!;
    return { ...NO_STATUS, committed, entering };
  }

  hearStatus(from: number, status: Status): void {
    this.bench.receive(from, { kind: "status", ...status });
  }

  /** A new life with this disk. */
  #begin({ records, head }: Disk): void {
    this.#sentBefore = this.votes();
    this.#records = records;
    const { chainId, keys } = this.bench.world;
    const owner = { kind: "owner" as const, chainId, publicKey: keys[this.self]!.publicKey };
    const memory: Memory = { ok: true, records: [owner, ...records], bytes: 0 };
    this.bench = new Bench({
      ...{ validators: this.#validators, self: this.self, timing, holdsBuilt: true },
      ...{ memory, standing: standingAfter(this.bench.replica.setup, memory) },
      ...{ nowMs: this.bench.nowMs, ...(head === undefined ? {} : { head }) },
    });
  }

  /** What the chain has committed is always on disk. */
  #disk(torn: boolean): Disk {
    const { head } = this.bench.replica;
    const certificate = this.#commitOf();
    return {
      records: [...this.#records, ...this.#written(torn)],
      head: certificate && { digest: head.digest, block: this.#blockOf(head.hex), certificate },
    };
  }

  /** The certificate that the head was committed by, in this life or before; none for genesis. */
  #commitOf(): Certificate | undefined {
    const commit = this.bench.effects.findLast((effect) => effect.kind === "commit");
    if (commit?.kind === "commit") this.#committedBy = commit.certificate;
    return this.#committedBy;
  }

  #others(): readonly number[] {
    const { validators } = this.bench.world.validators;
    return validators.map((_, i) => i).filter((i) => i !== this.self);
  }

  /** What this life wrote and the crash left. */
  #written(torn: boolean): readonly JournalRecord[] {
    const { journal } = this.bench;
    const last = journal.findLastIndex(({ kind }) => SYNCED.has(kind));
    const left = torn ? journal.slice(0, last + 1) : journal;
    return left.map((entry) => (entry.kind === "block" ? { ...entry, bodies: [] } : entry));
  }
}

function byView(votes: readonly Vote[]): readonly Vote[] {
  return votes.toSorted((a, b) => b.view - a.view);
}

function isSame(a: Vote, b: Vote): boolean {
  return a.view === b.view && a.kind === b.kind && equalBytes(a.digest, b.digest);
}
