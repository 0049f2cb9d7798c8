import { type Block, digestOf, type Header, transactionsRoot } from "../../src/chain/block.ts";
import {
  type Certificate,
  type Statement,
  statementHash,
  type Vote,
  type VoteKind,
} from "../../src/chain/vote.ts";
import { primaryOf } from "../../src/chain/validator-set.ts";
import { ZERO_HASH } from "../../src/chain/block.ts";
import type { Effect, Event } from "../../src/consensus/events.ts";
import type { JournalEntry } from "../../src/consensus/journal-entry.ts";
import type { Message, MessageKind, MessageOf } from "../../src/consensus/messages.ts";
import type {
  CommittedBlock,
  EpochStart,
  Note,
  SignerPort,
  TimerName,
} from "../../src/consensus/ports.ts";
import {
  createReplica,
  type Replica,
  setupOf,
  type Standing,
} from "../../src/consensus/replica.ts";
import { localSigner } from "../../src/consensus/local-signer.ts";
import type { Memory } from "../../src/consensus/restore.ts";
import { step } from "../../src/consensus/step.ts";
import { defaultTiming, type Timing } from "../../src/consensus/timing.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { peerOf, START_MS, type World, worldOf } from "../simulation/world.ts";

export interface BenchOptions {
  readonly validators?: number;
  /** Nodes without a vote at genesis: validators of a later epoch may be among them. */
  readonly spares?: number;
  /** The epoch that it is in at the start; that of genesis if absent. */
  readonly epoch?: EpochStart;
  readonly self?: number | undefined;
  readonly timing?: Partial<Timing>;
  readonly standing?: Standing;
  readonly memory?: Memory;
  readonly voteAnyway?: boolean;
  /** Whether the chain has something to include from the start. */
  readonly includable?: boolean;
  /** The epoch that begins above a block (C13); none if absent. */
  readonly next?: (block: Block) => EpochStart | undefined;
  /** The block that it starts on; genesis if absent. */
  readonly head?: CommittedBlock;
  readonly nowMs?: number;
  /** Built blocks are kept in `built` until somebody feeds them. */
  readonly holdsBuilt?: boolean;
  /** Why the signer does not sign a statement, if it does not. */
  readonly notSigned?: (statement: Statement) => string | undefined;
}

export type EventInput = Event extends infer E
  ? E extends Event
    ? Omit<E, "nowMs">
    : never
  : never;

/** One replica under test: `step` itself, a chain that says yes to everything unless told otherwise, a clock set by hand. */
export class Bench {
  readonly world: World;
  readonly timing: Timing;
  readonly genesis: Header;
  replica: Replica;
  nowMs = START_MS + 1_000;
  readonly sent: { readonly to: string; readonly message: Message }[] = [];
  readonly journal: JournalEntry[] = [];
  readonly notes: Note[] = [];
  readonly effects: Effect[] = [];
  readonly timers = new Map<TimerName, number>();
  readonly #holdsBuilt: boolean;
  built: EventInput[] = [];
  /** What the chain answers. */
  includable: boolean;
  missing: (block: Block) => readonly Uint8Array[] = () => [];
  problem: (block: Block) => string | undefined = () => undefined;
  executes = true;
  /** The epoch that begins above a block (C13). */
  next: (block: Block) => EpochStart | undefined = () => undefined;
  /** Why the signer does not sign a statement, if it does not; and all that it was asked for. */
  notSigned: (statement: Statement) => string | undefined = () => undefined;
  readonly asked: Statement[] = [];
  readonly executed: Block[] = [];
  readonly committed: Uint8Array[] = [];

  constructor(options: BenchOptions = {}) {
    const { validators = 4, timing, memory, voteAnyway = false, includable = true } = options;
    this.nowMs = options.nowMs ?? this.nowMs;
    this.#holdsBuilt = options.holdsBuilt ?? false;
    const { standing = { kind: "voting", voteAbove: 0 } } = options;
    const self = "self" in options ? options.self : 0;
    this.world = worldOf(validators, options.spares);
    this.timing = options.epoch?.timing ?? { ...defaultTiming, blockIntervalMs: 0, ...timing };
    this.genesis = this.world.genesis.header;
    this.includable = includable;
    if (options.next !== undefined) this.next = options.next;
    if (options.notSigned !== undefined) this.notSigned = options.notSigned;
    const { chainId, validators: set, keys } = this.world;
    const key = keys[self ?? 0]!;
    const publicKey = self === undefined ? undefined : key.publicKey;
    const local = localSigner(key);
    const signer: SignerPort = {
      sign: (statement) => {
        this.asked.push(statement);
        const reason = this.notSigned(statement);
        return reason === undefined ? local.sign(statement) : { reason };
      },
    };
    const identity = { chainId, publicKey, signer, voteAnyway };
    const ofEpoch = options.epoch?.validators ?? set;
    const setup = setupOf(identity, { validators: ofEpoch, timing: this.timing });
    const head = options.head ?? {
      block: { header: this.genesis, transactions: [] },
      digest: this.world.genesis.digest,
      certificate: undefined,
    };
    this.replica = createReplica(setup, head, standing, this.nowMs);
    this.feed({ kind: "start", memory });
  }

  /** Runs one event and all that the chain answers to it. */
  feed(input: EventInput): void {
    const queue: Event[] = [{ ...input, nowMs: this.nowMs }];
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const { state, effects } = step(this.replica, event);
      this.replica = state;
      for (const effect of effects) queue.push(...this.#perform(effect));
    }
  }

  #perform(effect: Effect): Event[] {
    const { nowMs } = this;
    this.effects.push(effect);
    switch (effect.kind) {
      case "journal":
        this.journal.push(effect.entry);
        return [];
      case "broadcast":
        this.sent.push({ to: "all", message: effect.message });
        return [];
      case "send":
        this.sent.push(effect);
        return [];
      case "note":
        this.notes.push(effect.note);
        return [];
      case "set-timer":
        this.timers.set(effect.name, effect.atMs);
        return [];
      case "clear-timer":
        this.timers.delete(effect.name);
        return [];
      case "ask-includable":
        return [{ kind: "includable", parent: effect.parent, known: this.includable, nowMs }];
      case "build": {
        const { view, parent, timeMs, empty } = effect;
        const names = this.includable && !empty ? [`transaction of view ${view}`] : [];
        const block = this.blockOn(this.headerOf(parent), { timeMs, names });
        const built: EventInput = { kind: "built", view, parent, built: { block, bodies: [] } };
        if (this.#holdsBuilt) this.built.push(built);
        return this.#holdsBuilt ? [] : [{ ...built, nowMs }];
      }
      case "inspect":
        return [
          { kind: "inspected", digest: effect.digest, missing: this.missing(effect.block), nowMs },
        ];
      case "check":
        return [
          { kind: "checked", digest: effect.digest, problem: this.problem(effect.block), nowMs },
        ];
      case "execute":
        this.executed.push(effect.block);
        return this.executes
          ? [{ kind: "executed", digest: effect.digest, next: this.next(effect.block), nowMs }]
          : [];
      case "commit":
        this.committed.push(effect.digest);
        return [{ kind: "persisted", height: effect.height, nowMs }];
      case "penalise":
      case "add-bodies":
      case "admit":
      case "offer":
      case "serve-block":
      case "serve-bodies":
      case "serve-blocks":
      case "serve-hand-over":
        return []; // the chain's own work: nothing comes back to the core
    }
  }

  /** Lets time pass, ringing the alarms that were set, in order. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (;;) {
      const due = [...this.timers]
        .filter(([, atMs]) => atMs <= untilMs)
        .sort((a, b) => a[1] - b[1])[0];
      if (due === undefined) break;
      this.timers.delete(due[0]);
      this.nowMs = Math.max(this.nowMs, due[1]);
      this.feed({ kind: "timer", name: due[0] });
    }
    this.nowMs = untilMs;
  }

  receive(from: number, message: Message): void {
    this.feed({ kind: "message", from: peerOf(from), message });
  }

  // Things to receive.

  vote(by: number, kind: VoteKind, view: number, digest = ZERO_HASH, epoch = 0): Vote {
    const { chainId, keys } = this.world;
    const signature = keys[by]!.sign(statementHash({ chainId, epoch, view, kind, digest }));
    return { epoch, view, kind, digest, validator: by, signature };
  }

  certificate(kind: VoteKind, view: number, digest = ZERO_HASH, by = this.#quorum()): Certificate {
    const votes = by.map((validator) => this.vote(validator, kind, view, digest));
    const seals = votes.map(({ validator, signature }) => ({ validator, signature }));
    return { epoch: 0, view, kind, digest, seals };
  }

  /** A quorum without the replica under test, if the others are enough. */
  #quorum(): number[] {
    const { quorum, validators } = this.world.validators;
    const { self } = this.replica.setup;
    const others = validators.map((_, i) => i).filter((i) => i !== self);
    return [...others, ...(self === undefined ? [] : [self])]
      .slice(0, quorum)
      .sort((a, b) => a - b);
  }

  receiveVotes(kind: VoteKind, view: number, by: readonly number[], digest = ZERO_HASH): void {
    for (const one of by) {
      this.receive(one, { kind: "vote", vote: this.vote(one, kind, view, digest) });
    }
  }

  receiveCertificate(certificate: Certificate, from = 1): void {
    this.receive(from, { kind: "certificate", certificate });
  }

  /** A block with transactions of these names, or none. */
  blockOn(
    parent: Header,
    { timeMs = Math.max(this.nowMs, parent.timeMs + 1), names = ["a"] }: BlockInput = {},
  ): Block {
    const transactions = names.map((name) => ({
      id: sha256(utf8(`id ${name}`)),
      wireHash: sha256(utf8(`wire ${name}`)),
    }));
    const header = {
      ...parent,
      height: parent.height + 1,
      timeMs,
      parent: digestOf(parent),
      transactionsRoot: transactionsRoot(transactions),
    };
    return { header, transactions };
  }

  headerOf(digest: Uint8Array): Header {
    const { head, candidates } = this.replica;
    const all = [head.header, ...[...candidates.values()].map(({ block }) => block.header)];
    return all.find((header) => digestOf(header).join() === digest.join())!;
  }

  proposal(view: number, block: Block, parent?: Certificate): MessageOf<"proposal"> {
    const primary = primaryOf(this.world.validators, view);
    const { signature } = this.vote(primary, "prepare", view, digestOf(block.header));
    return { kind: "proposal", epoch: 0, view, block, parent, signature, bodies: [] };
  }

  receiveProposal(view: number, block: Block, parent?: Certificate): Uint8Array {
    this.receive(primaryOf(this.world.validators, view), this.proposal(view, block, parent));
    return digestOf(block.header);
  }

  // What came out.

  sentOf<K extends MessageKind>(kind: K): MessageOf<K>[] {
    const messages = this.sent.map(({ message }) => message);
    return messages.filter((one) => one.kind === kind) as unknown as MessageOf<K>[];
  }

  votesSent(kind: VoteKind): Vote[] {
    return this.sentOf("vote")
      .map(({ vote }) => vote)
      .filter((vote) => vote.kind === kind);
  }

  notesOf<K extends Note["kind"]>(kind: K): Extract<Note, { kind: K }>[] {
    return this.notes.filter((one): one is Extract<Note, { kind: K }> => one.kind === kind);
  }
}

interface BlockInput {
  readonly timeMs?: number;
  readonly names?: readonly string[];
}
