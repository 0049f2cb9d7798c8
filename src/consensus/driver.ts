import type { Block } from "../chain/block.ts";
import { assert } from "../primitives/assert.ts";
import type { Effect, Event } from "./events.ts";
import { encodeFrame, encodeJournal, replay } from "./journal.ts";
import type { JournalEntry, JournalRecord } from "./journal-entry.ts";
import { decodeMessage, encodeMessage, type Message } from "./messages.ts";
import { Outbox } from "./outbox.ts";
import type {
  ChainPort,
  EpochStart,
  Identity,
  OfferedBody,
  Peer,
  Ports,
  TimerName,
} from "./ports.ts";
import { createReplica, type Replica, setupOf } from "./replica.ts";
import { journalOf, type Memory, standingAfter } from "./restore.ts";
import { bodiesFor, pageFrom } from "./serve.ts";
import { step } from "./step.ts";
import { bounds } from "./timing.ts";

export interface DriverOptions {
  readonly identity: Identity;
  /** The epoch of the block after the chain's head (C13). */
  readonly epoch: EpochStart;
  readonly ports: Ports;
  /** The whole journal as it was found at start; undefined if there is none. `emptyJournal` makes the first. */
  readonly journal: Uint8Array | undefined;
  /** C8: an operator's explicit command to vote without a journal, for chains of one or two validators. */
  readonly voteAnyway?: boolean;
}

interface Job {
  readonly kind: "execute" | "commit" | "compact";
  /** Execution goes part by part: "unfinished" if it is to be called again. */
  readonly work: () => "unfinished" | void;
}

type EffectOf<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;

/** Messages that no vote rests on leave at once; all others wait for the journal (C8). */
const UNBOUND: ReadonlySet<Message["kind"]> = new Set([
  ...(["want-block", "want-bodies", "want-certificates", "want-blocks"] as const),
  ...(["have-block", "have-bodies", "have-blocks", "offer"] as const),
]);

/**
 * Joins the pure core to the world: one queue of events feeds `step`, its effects go through the ports.
 *
 * Every call from outside returns when the queue is empty and the turn's sync has begun. Execution and commits are done last, while
 * the votes travel. The same driver runs in production and in the simulator.
 */
export class Driver {
  readonly #ports: Ports;
  readonly #outbox: Outbox;
  readonly #memory: Memory;
  readonly #queue: Event[] = [];
  /** Work of the chain that no vote of this turn waits for. */
  readonly #jobs: Job[] = [];
  /** A later turn was asked for, to go on with the jobs. */
  #isResting = false;
  #replica: Replica;
  #isRunning = false;
  /** Who sent the message that is being taken in. */
  #from: Peer | undefined;
  #isStopped = false;
  /** Commits that wait for the one in progress: the newest of each epoch, which covers those before it (C6). */
  readonly #nextCommits: EffectOf<"commit">[] = [];
  #isCommitting = false;

  constructor({ identity, epoch, ports, journal, voteAnyway = false }: DriverOptions) {
    this.#ports = ports;
    this.#outbox = new Outbox(ports.journal);
    this.#memory = journal === undefined ? undefined : replay(journal);
    const setup = setupOf({ ...identity, signer: ports.signer, voteAnyway }, epoch);
    const standing = standingAfter(setup, this.#memory);
    const nowMs = ports.clock.nowMs();
    this.#replica = createReplica(setup, ports.chain.head(), standing, nowMs);
  }

  /** What the replica knows, for status pages and tests. Never changes in place. */
  get replica(): Replica {
    return this.#replica;
  }

  /** Replays the journal and enters the first view. Called once, before anything else. */
  start(): void {
    for (const record of this.#memory?.records ?? []) {
      if (record.kind === "block") this.#ports.chain.addBodies(unnamed(record.bodies));
    }
    const { standing } = this.#replica;
    if (standing.kind === "observing" && this.#replica.setup.self !== undefined) {
      const reason = "the journal is missing, damaged or foreign";
      this.#ports.events.note({ kind: "observing", reason, voteAbove: undefined });
    }
    this.#enqueue({ kind: "start", memory: this.#memory, nowMs: this.#nowMs() }, () =>
      this.#compact(),
    );
  }

  /** Ends everything at once; whatever calls back later is ignored. */
  stop(): void {
    this.#isStopped = true;
    this.#queue.length = 0;
    this.#jobs.length = 0;
  }

  /** Bytes from a peer. False if they are not a message: the peer is faulty. */
  receive(from: Peer, bytes: Uint8Array): boolean {
    const message = decodeMessage(bytes);
    if (message === undefined) return false;
    this.#enqueue({ kind: "message", from, message, nowMs: this.#nowMs() });
    return true;
  }

  /** A connection to a peer was made, by either side. */
  connected(peer: Peer): void {
    this.#enqueue({ kind: "connected", peer, nowMs: this.#nowMs() });
  }

  /** A connection to a peer ended. */
  disconnected(peer: Peer): void {
    this.#enqueue({ kind: "disconnected", peer, nowMs: this.#nowMs() });
  }

  /** An alarm that the driver set is due. */
  timer(name: TimerName): void {
    this.#enqueue({ kind: "timer", name, nowMs: this.#nowMs() });
  }

  /** The pool gained or lost transactions (C11). */
  transactionsChanged(): void {
    this.#enqueue({ kind: "transactions-changed", nowMs: this.#nowMs() });
  }

  #nowMs(): number {
    return this.#ports.clock.nowMs();
  }

  #enqueue(event: Event, then?: () => void): void {
    if (this.#isStopped) return;
    this.#queue.push(event);
    if (!this.#isRunning) this.#go(then);
  }

  #go(then?: () => void): void {
    this.#isRunning = true;
    try {
      this.#run(then);
    } catch (error) {
      this.#isStopped = true; // a half-done step must not be followed by another
      throw error;
    } finally {
      this.#isRunning = false;
    }
  }

  /** Events first, then what they send, then the chain's work, whose results are events again. */
  #run(afterFirst?: () => void): void {
    let then = afterFirst;
    let hasExecuted = this.#isResting;
    while (!this.#isStopped) {
      const event = this.#queue.shift();
      if (event !== undefined) {
        const { state, effects } = step(this.#replica, event);
        this.#replica = state;
        this.#from = event.kind === "message" ? event.from : undefined;
        for (const effect of effects) this.#perform(effect);
        then?.();
        then = undefined;
      } else if (this.#outbox.needsFlush) {
        this.#outbox.flush();
      } else {
        const job = this.#jobs[0];
        if (job === undefined) return;
        if (job.kind === "execute" && hasExecuted) return this.#goOnLater();
        hasExecuted ||= job.kind === "execute";
        if (job.work() === undefined) this.#jobs.shift();
      }
    }
  }

  /** A part of a block a turn: neither a large one nor a page of them keeps peers, clients and what was just asked for waiting (C9). */
  #goOnLater(): void {
    if (this.#isResting) return;
    this.#isResting = true;
    this.#ports.later(() => {
      this.#isResting = false;
      if (!this.#isStopped) this.#go();
    });
  }

  #perform(effect: Effect): void {
    const { timers, events, network } = this.#ports;
    switch (effect.kind) {
      case "journal":
        if (this.#replica.setup.self === undefined) return; // who never votes has nothing to remember
        return this.#outbox.append(
          encodeFrame(this.#withBodies(effect.entry), this.#outbox.syncedBytes),
        );
      case "broadcast":
        return this.#deliver(effect.message, (bytes) =>
          network.broadcast(bytes, effect.audience, urgencyOf(effect.message)),
        );
      case "send":
        return this.#deliver(effect.message, (bytes) => network.send(effect.to, bytes));
      case "penalise":
        return network.penalise(effect.peer, effect.reason);
      case "set-timer":
        return timers.set(effect.name, effect.atMs);
      case "clear-timer":
        return timers.clear(effect.name);
      case "note":
        return events.note(effect.note);
      case "serve-block":
      case "serve-bodies":
      case "serve-blocks":
      case "serve-hand-over":
      case "offer":
        return this.#serve(effect);
      case "execute":
      case "commit":
        return this.#postpone(effect);
      case "ask-includable":
      case "build":
      case "add-bodies":
      case "admit":
      case "inspect":
      case "check":
        return this.#ask(effect);
    }
  }

  #deliver(message: Message, send: (bytes: Uint8Array) => void): void {
    const bytes = encodeMessage(message);
    const unlessStopped = (): void => {
      if (!this.#isStopped) send(bytes);
    };
    if (UNBOUND.has(message.kind)) unlessStopped();
    else this.#outbox.send(unlessStopped);
  }

  /** What the core asks of the chain; each answer is an event. */
  #ask(
    effect: EffectOf<"ask-includable" | "build" | "add-bodies" | "admit" | "inspect" | "check">,
  ) {
    const { chain } = this.#ports;
    const nowMs = this.#nowMs();
    switch (effect.kind) {
      case "ask-includable": {
        const known = chain.hasIncludable(effect.parent);
        return this.#enqueue({ kind: "includable", parent: effect.parent, known, nowMs });
      }
      case "build": {
        const { view, parent, timeMs, empty } = effect;
        const built = chain.build(parent, timeMs, empty);
        return this.#enqueue({ kind: "built", view, parent, built, nowMs });
      }
      case "add-bodies":
        this.#areTrue(effect.bodies);
        return;
      case "admit":
        if (!this.#areTrue(unnamed(effect.bodies))) return;
        // A body that came by this way is not news any more when its author brings it, so consensus must hear of it now.
        if (chain.admit(effect.bodies)) this.#enqueue({ kind: "transactions-changed", nowMs });
        return;
      case "inspect": {
        const missing = chain.missingBodies(effect.block);
        return this.#enqueue({ kind: "inspected", digest: effect.digest, missing, nowMs });
      }
      case "check": {
        const problem = chain.check(effect.block);
        return this.#enqueue({ kind: "checked", digest: effect.digest, problem, nowMs });
      }
    }
  }

  /** Bodies that the event's sender brought: everyone checks them before passing them on. */
  #areTrue(bodies: readonly OfferedBody[]): boolean {
    if (this.#ports.chain.addBodies(bodies)) return true;
    if (this.#from !== undefined) this.#ports.network.penalise(this.#from, "a false transaction");
    return false;
  }

  /** Execution and commits wait until this turn's votes are on their way. */
  #postpone(effect: EffectOf<"execute" | "commit">): void {
    if (effect.kind === "commit") {
      this.#hold(effect);
      this.#jobs.push({ kind: "commit", work: () => this.#commit() });
      return;
    }
    let parts: ReturnType<ChainPort["execute"]> | undefined;
    const work = (): "unfinished" | undefined => {
      parts ??= this.#ports.chain.execute(effect.block);
      const part = parts.next();
      if (part.done !== true) return "unfinished";
      const { digest } = effect;
      this.#enqueue({ kind: "executed", digest, next: part.value, nowMs: this.#nowMs() });
      return undefined;
    };
    this.#jobs.push({ kind: "execute", work });
  }

  #serve(
    effect: EffectOf<"serve-block" | "serve-bodies" | "serve-blocks" | "serve-hand-over" | "offer">,
  ): void {
    const { chain, network } = this.#ports;
    switch (effect.kind) {
      case "offer": {
        const bodies = chain.offer(bounds.offeredBodies, bounds.offeredBytes);
        if (bodies.length === 0) return;
        const bytes = encodeMessage({ kind: "offer", bodies });
        return effect.to === undefined
          ? network.broadcast(bytes, "validators")
          : network.send(effect.to, bytes);
      }
      case "serve-block": {
        const block = chain.block(effect.digest);
        return this.#reply(effect.to, block && { kind: "have-block", block });
      }
      case "serve-bodies":
        return this.#reply(effect.to, bodiesFor(chain, effect.wireHashes));
      case "serve-blocks":
        return this.#reply(effect.to, pageFrom(chain, effect.fromHeight));
      case "serve-hand-over": {
        const certificate = chain.handOver(effect.epoch);
        return this.#reply(effect.to, certificate && { kind: "certificate", certificate });
      }
    }
  }

  #reply(to: Peer, message: Message | undefined): void {
    if (message !== undefined) this.#ports.network.send(to, encodeMessage(message));
  }

  /** C13: no certificate of a later epoch covers the last block of one, whose own is the hand-over that others need. */
  #hold(commit: EffectOf<"commit">): void {
    const last = this.#nextCommits.at(-1);
    if (last?.certificate.epoch === commit.certificate.epoch) this.#nextCommits.pop();
    this.#nextCommits.push(commit);
  }

  /** C6: one commit at a time; consensus goes on meanwhile. */
  #commit(): void {
    if (this.#isCommitting) return;
    const next = this.#nextCommits.shift();
    if (next === undefined) return;
    this.#isCommitting = true;
    const { height } = next;
    this.#ports.chain.commit(next.digest, next.certificate, () => {
      if (this.#isStopped) return;
      this.#isCommitting = false;
      if (this.#nextCommits.length > 0) {
        this.#jobs.push({ kind: "commit", work: () => this.#commit() });
      } else this.#jobs.push({ kind: "compact", work: () => this.#compactIfLarge() });
      this.#enqueue({ kind: "persisted", height, nowMs: this.#nowMs() });
    });
  }

  #compactIfLarge(): void {
    const { head, durableHeight } = this.#replica;
    if (this.#outbox.journalBytes <= bounds.journalBytes) return;
    // Blocks between the disk and the head are in the journal and nowhere else: not while a commit is under way.
    if (durableHeight >= head.header.height && !this.#isCommitting) this.#compact();
  }

  /** C8: begins the journal anew with what no commit covers yet. At start this also cuts a torn tail. */
  #compact(): void {
    const { setup, candidates } = this.#replica;
    if (setup.publicKey === undefined) return;
    const blocks = [...candidates.values()]
      .filter(({ journalled, block }) => journalled && this.#isWhole(block))
      .map(({ block, firstSeenMs }) => this.#withBodies({ kind: "block", block, firstSeenMs }));
    this.#outbox.replace(encodeJournal([...journalOf(this.#replica), ...blocks]));
  }

  #isWhole(block: Block): boolean {
    return this.#ports.chain.missingBodies(block).length === 0;
  }

  #withBodies(entry: JournalEntry): JournalRecord {
    if (entry.kind !== "block") return entry;
    const bodies = entry.block.transactions.map(({ wireHash }) => {
      const body = this.#ports.chain.body(wireHash);
      assert(body !== undefined, "a block is journalled when all its bodies are here");
      return body;
    });
    return { ...entry, bodies };
  }
}

function unnamed(bodies: readonly Uint8Array[]): OfferedBody[] {
  return bodies.map((bytes) => ({ bytes }));
}

/** C3: whoever forms a certificate broadcasts it, but where no vote was lost everybody forms it: it needs no packet of its own. */
function urgencyOf({ kind }: Message): "now" | "soon" {
  return kind === "certificate" ? "soon" : "now";
}
