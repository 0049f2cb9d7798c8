import { type Block, digestOf } from "../../src/chain/block.ts";
import { primaryOf } from "../../src/chain/validator-set.ts";
import type { Certificate, Statement, Vote } from "../../src/chain/vote.ts";
import type { JournalRecord } from "../../src/consensus/journal-entry.ts";
import type { MessageOf, Status } from "../../src/consensus/messages.ts";
import type { CommittedBlock, EpochStart } from "../../src/consensus/ports.ts";
import { type Memory, standingAfter } from "../../src/consensus/restore.ts";
import { equalBytes } from "../../src/primitives/bytes.ts";
import { bounds, type Timing } from "../../src/consensus/timing.ts";
import { Bench, type BenchOptions } from "../consensus/bench.ts";
import { nodeOf } from "../simulation/world.ts";

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
  readonly #blockOf: (hex: string) => Block;
  readonly #options: BenchOptions;
  bench: Bench;
  #sentBefore: readonly Vote[] = [];
  /** The journal as this life found it. */
  #records: readonly JournalRecord[] = [];
  #committedBy: Certificate | undefined;
  /** An old copy of the disk: journal and committed block. */
  #copy: Disk = { records: [], head: undefined };
  /** Whether the signer signs the PREPARE of an own proposal. */
  #mayPropose = false;

  constructor(
    validators: number,
    self: number,
    blockOf: (hex: string) => Block,
    ofEpochs: Pick<BenchOptions, "spares" | "next"> = {},
  ) {
    this.self = self;
    this.#blockOf = blockOf;
    const notSigned = (statement: Statement): string | undefined => this.#notSigned(statement);
    this.#options = { validators, self, timing, holdsBuilt: true, notSigned, ...ofEpochs };
    this.bench = new Bench(this.#options);
  }

  /** The number of the epoch that it is in. */
  get epoch(): number {
    return this.bench.replica.setup.validators.epoch;
  }

  /** What a new life is told of that epoch. */
  get #epochStart(): EpochStart {
    const { validators, timing: ofEpoch } = this.bench.replica.setup;
    return { validators, timing: ofEpoch, protocolVersion: 1 };
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

  /**
   * C1, C13. Answers what was asked of the chain, with the blocks that `shape` makes of those built, and lets the signer sign;
   * undefined if the replica does not propose.
   */
  propose(shape = (block: Block): Block => block): MessageOf<"proposal"> | undefined {
    const { bench } = this;
    const before = bench.sentOf("proposal").length;
    this.#mayPropose = true;
    for (let event = bench.built.shift(); event !== undefined; event = bench.built.shift()) {
      if (event.kind !== "built" || event.built === undefined) continue;
      bench.feed({ ...event, built: { ...event.built, block: shape(event.built.block) } });
    }
    if (bench.replica.unsigned.has(bench.replica.view)) bench.advance(bounds.signAgainMs);
    this.#mayPropose = false;
    return bench.sentOf("proposal")[before];
  }

  /** A primary proposes when the model's does: C13 lets it propose a last block again without being asked for one. */
  #notSigned({ kind, view }: Statement): string | undefined {
    const { self, validators } = this.bench.replica.setup;
    if (this.#mayPropose || kind !== "prepare" || primaryOf(validators, view) !== self) return;
    return "the model's primary has not proposed yet";
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
   * C8. A crash and a new life. A torn journal ends with the last vote, before whose leaving it was synced.
   */
  restart(torn: boolean): void {
    this.#begin(this.#disk(torn));
    this.hearOthers();
  }

  /** C8, C13. As many others as are needed say that they hold no vote of this epoch that the journal lacks. */
  hearOthers(): void {
    const { epoch } = this;
    const echo = byView(this.votes().filter((vote) => vote.epoch === epoch))[0];
    const { quorum } = this.bench.replica.setup.validators;
    const others = this.#others().slice(0, quorum - 1);
    for (const other of others) this.hearStatus(other, { ...NO_STATUS, epoch, echo });
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
      ...{ ...this.#options, epoch: this.#epochStart },
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
    const { validators } = this.bench.replica.setup.validators;
    return validators.map(({ peerId }) => nodeOf(peerId)).filter((i) => i !== this.self);
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
