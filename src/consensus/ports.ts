import type { Block } from "../chain/block.ts";
import type { ValidatorSet } from "../chain/validator-set.ts";
import type { Certificate, Statement, Vote, VoteKind } from "../chain/vote.ts";
import type { Body } from "./messages.ts";
import type { Timing } from "./timing.ts";

/**
 * What the driver needs from the world. The node gives it files, streams and clocks; the simulator gives it simulated
 * ones; the driver cannot tell. All calls are synchronous and take callbacks: nothing here is a Promise.
 */

/** A peer's libp2p identity in text. A validator is known by the `peerId` of its entry in the validator set. */
export type Peer = string;

/**
 * The journal of C8, one append-only run of bytes.
 *
 * At start the node reads all of it and hands it to the driver: `undefined` if there is none. `emptyJournal` makes
 * the first one, when a validator's key is made and never again: a validator that finds none may have voted already.
 */
export interface JournalPort {
  /** Adds bytes at the end. They need not be on disk before `sync` calls back. */
  append(bytes: Uint8Array): void;
  /**
   * Calls back once everything appended or replaced before is on disk. May wait for the end of the event-loop turn to
   * serve several calls with one sync. Never calls back after a failure: a node that cannot write stops.
   */
  sync(done: () => void): void;
  /**
   * Puts these bytes in place of the whole journal, all or nothing, whatever crash comes (new file, sync, rename, sync of
   * the folder). Later appends go behind them, and later syncs cover the replacement.
   */
  replace(bytes: Uint8Array): void;
}

/** Votes are for those who count them; what everyone needs to follow the chain is for observers too. */
export type Audience = "validators" | "everyone";

/** Messages to peers. Nothing is promised: what is lost is sent again (C9). Sending to oneself does not happen. */
export interface NetworkPort {
  send(peer: Peer, bytes: Uint8Array): void;
  /** To every connected validator of the present epoch, or to observers as well; "soon": with the next message that leaves. */
  broadcast(bytes: Uint8Array, audience: Audience, when?: "now" | "soon"): void;
  /** Counts a misdeed: an honest replica passes on nothing that it has not checked. */
  penalise(peer: Peer, reason: string): void;
}

export type TimerName = "timeout" | "retransmit" | "propose" | "silence" | "fetch" | "sign";

/** At most one alarm of each name. When it is due the node calls `driver.timer(name)`. */
export interface TimersPort {
  /** Sets or moves the alarm to the clock's `atMs`. Late is fine, early is not. */
  set(name: TimerName, atMs: number): void;
  clear(name: TimerName): void;
}

/** The node's clock in whole milliseconds UTC, never running backwards within a process. */
export interface ClockPort {
  nowMs(): number;
}

/**
 * The validator's key, here or in another process. Deterministic (Ed25519), so that signing again gives the same bytes. It is
 * given what the vote says, not a hash, so that one that remembers can judge it.
 */
export interface SignerPort {
  /**
   * 64 bytes over the statement's `statementHash`, or why not: a signer may refuse, or be out of reach. It answers at once or
   * within a short, bounded time. What it did not sign was not said, and is asked for again.
   */
  sign(statement: Statement): Uint8Array | NotSigned;
}

/** Why there is no signature, in a few words for operators. Nothing depends on which. */
export interface NotSigned {
  readonly reason: string;
}

/** A committed block with what proves it final: its own certificate, or none if only a descendant has one (C6). */
export interface CommittedBlock {
  readonly block: Block;
  readonly digest: Uint8Array;
  /** The commit certificate that names this digest; undefined for genesis and for blocks final as ancestors. */
  readonly certificate: Certificate | undefined;
}

/** A block built by this node, with the bodies that travel with its proposal: those that peers may not have yet. */
export interface BuiltBlock {
  readonly block: Block;
  readonly bodies: readonly Body[];
}

/** A body that a peer brought, and the name that the peer gave it, if any: what is here under that name is not looked at. */
export interface OfferedBody {
  readonly bytes: Uint8Array;
  readonly wireHash?: Uint8Array;
}

/**
 * Execution, pool and store, as consensus sees them. All calls return at once with the result, except `execute` and `commit`.
 * "Executed" holds for the committed head and for every uncommitted block that `execute` went through.
 */
export interface ChainPort {
  /** The newest committed block. Its certificate is absent only for genesis: every commit ends at a certified block. */
  head(): CommittedBlock;
  /**
   * C1. A block on an executed parent with exactly this time: transactions of the pool in their order (none if `empty`), and the
   * roots after the parent. Undefined if it cannot build now.
   */
  build(parent: Uint8Array, timeMs: number, empty: boolean): BuiltBlock | undefined;
  /** C11. True if `build` on this executed parent would find a transaction to include now. */
  hasIncludable(parent: Uint8Array): boolean;
  /** The wireHashes whose bodies are neither here nor in the pool. */
  missingBodies(block: Block): readonly Uint8Array[];
  /**
   * Bodies from a peer, asked for by a block. Kept until no block needs them. False at the first that is malformed or falsely signed:
   * nothing behind it is looked at.
   */
  addBodies(bodies: readonly OfferedBody[]): boolean;
  /** One body by its wireHash, from blocks or pool, for a peer that asks. */
  body(wireHash: Uint8Array): Uint8Array | undefined;
  /** C11. Bodies of transactions that could be included now, at most `countMax` and `bytesMax` in total. */
  offer(countMax: number, bytesMax: number): readonly Uint8Array[];
  /** C11. Transactions that a peer offers: admission to the pool decides. True if any is new there. */
  admit(bodies: readonly Uint8Array[]): boolean;
  /**
   * C2. Why this block is unacceptable, or undefined. Called once, with all bodies here and the parent executed; judges order, ids,
   * windows, signatures, roots, protocol version and the validators' hashes in the header. Links, height and time are consensus' own checks.
   */
  check(block: Block): string | undefined;
  /**
   * Executes a checked block over its executed parent, a part at each `next`, so that other work gets its turn in between. Whatever goes
   * wrong inside is a failed receipt. Returns the epoch that begins above the block, if it is the last of its own (C13).
   */
  execute(block: Block): Generator<void, EpochStart | undefined>;
  /**
   * C6. Makes an executed block and all its ancestors final and durable, with the certificate that names it. Calls back when they are on
   * disk; until then consensus goes on and may ask for blocks on top. One call at a time.
   */
  commit(digest: Uint8Array, certificate: Certificate, done: () => void): void;
  /** A committed or executed block, for a peer that asks. */
  block(digest: Uint8Array): Block | undefined;
  /** A committed block with its bodies in block order; undefined above the head or below what is kept. */
  committedBlock(
    height: number,
  ): (CommittedBlock & { readonly bodies: readonly Uint8Array[] }) | undefined;
  /** C9, C13. The commit certificate of an epoch's last block; undefined as long as that is not on disk. */
  handOver(epoch: number): Certificate | undefined;
}

/** C13. Who votes in an epoch, and by which durations: fixed from its first block to its last. */
export interface EpochStart {
  readonly validators: ValidatorSet;
  readonly timing: Timing;
  /** Version of the rules that its blocks are executed by. Consensus only passes it on. */
  readonly protocolVersion: number;
}

/** C14. Two different signed messages of one validator where C7 allows one. */
export interface Evidence {
  readonly validator: number;
  readonly first: Vote;
  readonly second: Vote;
}

/** What operators and metrics are told. Nothing depends on it. */
export type Note =
  | { readonly kind: "view"; readonly view: number; readonly primary: number }
  /** This replica gave a view up, and why (C4). */
  | { readonly kind: "view-change"; readonly view: number; readonly reason: string }
  | { readonly kind: "prepared"; readonly view: number; readonly digest: Uint8Array }
  | { readonly kind: "skipped"; readonly view: number }
  /** The head moved; the block may still be on its way to disk. */
  | {
      readonly kind: "committed";
      readonly view: number;
      readonly height: number;
      readonly digest: Uint8Array;
    }
  | { readonly kind: "evidence"; readonly evidence: Evidence }
  /** C13. An epoch began above this height; `self` is this node's place in its set, if it has one. */
  | {
      readonly kind: "epoch";
      readonly validators: ValidatorSet;
      readonly protocolVersion: number;
      readonly height: number;
      readonly self: number | undefined;
    }
  /** A proposal was refused (C2): never an honest primary's, unless clocks disagree. */
  | { readonly kind: "unacceptable"; readonly view: number; readonly problem: string }
  /** The signer did not sign a vote that was due: said once a view, however often it is asked again. */
  | {
      readonly kind: "unsigned";
      readonly view: number;
      readonly vote: VoteKind;
      readonly reason: string;
    }
  /** This replica votes no more until C8 lets it: `voteAbove` once that is known. */
  | { readonly kind: "observing"; readonly reason: string; readonly voteAbove: number | undefined }
  /** A quorum agreed on what this replica finds wrong: it stops voting, an operator must look. */
  | { readonly kind: "fault"; readonly reason: string };

export interface EventsPort {
  note(note: Note): void;
}

export interface Ports {
  readonly journal: JournalPort;
  readonly network: NetworkPort;
  readonly timers: TimersPort;
  readonly clock: ClockPort;
  readonly chain: ChainPort;
  readonly signer: SignerPort;
  readonly events: EventsPort;
  /** Has work done in a later turn of the event loop, after what has come in by then. */
  readonly later: (work: () => void) => void;
}

/** Which chain, and who this node is in it: the same through all epochs. */
export interface Identity {
  readonly chainId: Uint8Array;
  /** The key whose votes this node may cast where it is in the validator set; undefined for a node without one. */
  readonly publicKey: Uint8Array | undefined;
}
