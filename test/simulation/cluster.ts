import { localSigner } from "../../src/consensus/local-signer.ts";
import { emptyJournal } from "../../src/consensus/journal.ts";
import { decodeMessage, encodeMessage, type Message } from "../../src/consensus/messages.ts";
import type { Note, SignerPort } from "../../src/consensus/ports.ts";
import { defaultTiming, type Timing } from "../../src/consensus/timing.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { createRandom, type Random } from "../state/random.ts";

import { type Behaviour, HEARD_MAX, type Voice } from "./byzantine/behaviour.ts";
import { Checks, Violation } from "./checks.ts";
import { Disk } from "./disk.ts";
import { Network } from "./network.ts";
import { SimulatedNode } from "./simulated-node.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { type Change, peerOf, START_MS, type World, worldOf } from "./world.ts";

export const simulatedTiming: Timing = {
  ...defaultTiming,
  timeoutCapMs: 32_000,
  emptyBlockIntervalMs: 10_000,
};

export interface ClusterOptions {
  readonly seed: number;
  readonly validators: number;
  /** Nodes that only follow until a change of the set lets them vote (C13). */
  readonly spares?: number;
  readonly timing?: Partial<Timing>;
  readonly byzantine?: ReadonlyMap<number, Behaviour>;
  /** A block is on disk after up to so long; 20 ms if absent. */
  readonly diskMs?: number;
  /** Each node's clock is off by up to this, either way. */
  readonly skewMs?: number;
  /** Signers other than a key in the node's own process. They outlive the node's crashes. */
  readonly signer?: (node: number, world: World) => SignerPort;
}

const TRACE_LINES = 400;

/** Validators of one chain on simulated clocks, network and disks. */
export class Cluster {
  readonly clock = new VirtualClock(START_MS);
  readonly seed: number;
  readonly random: Random;
  readonly world: World;
  readonly timing: Timing;
  readonly network: Network;
  readonly checks: Checks;
  readonly disks: readonly Disk[];
  /** Undefined while a node is down. */
  readonly nodes: (SimulatedNode | undefined)[];
  readonly notes: { readonly node: number; readonly note: Note; readonly atMs: number }[] = [];
  readonly #byzantine: ReadonlyMap<number, Behaviour>;
  readonly #signers: readonly SignerPort[];
  readonly #heard = new Map<number, Message[]>();
  /** Second copies of faulty validators, while they are up, and what each remembers. */
  readonly #twins = new Map<number, SimulatedNode>();
  readonly #twinDisks = new Map<number, Disk>();
  readonly #skews: readonly number[];
  readonly #diskMs: number;
  readonly #lives: number[];
  readonly #trace: string[] = [];
  readonly #checked = new WeakSet<Uint8Array>();
  readonly #sendsLeft = new Map<number, number>();
  #transactions = 0;
  #changes = 0;

  constructor({ seed, validators, spares = 0, ...more }: ClusterOptions) {
    const { timing, byzantine, skewMs = 0, diskMs = 20 } = more;
    this.#diskMs = diskMs;
    this.seed = seed;
    this.random = createRandom(seed);
    this.world = worldOf(validators, spares);
    this.timing = { ...simulatedTiming, ...timing };
    this.#byzantine = byzantine ?? new Map<number, Behaviour>();
    this.checks = new Checks(this.world, (validator) => this.isHonest(validator));
    this.network = new Network(this.clock, this.random, (from, to, bytes) =>
      this.#deliver(from, to, bytes),
    );
    const indices = Array.from({ length: validators + spares }, (_, i) => i);
    this.#signers = indices.map(
      (i) => more.signer?.(i, this.world) ?? localSigner(this.world.keys[i]!),
    );
    this.#skews = indices.map(() => this.random.below(2 * skewMs + 1) - skewMs);
    this.#lives = indices.map(() => 0);
    this.disks = indices.map((i) => this.#newDisk(i));
    this.nodes = indices.map(() => undefined);
    for (const i of indices) this.restart(i);
  }

  #newDisk(i: number): Disk {
    const { state, chainId, keys, genesis } = this.world;
    return new Disk(emptyJournal(chainId, keys[i]!.publicKey), state.copy(), genesis);
  }

  get size(): number {
    return this.nodes.length;
  }

  isHonest(i: number): boolean {
    return !this.#byzantine.has(i);
  }

  /** Honest nodes that are up. */
  get live(): readonly number[] {
    return this.honest.filter((i) => this.nodes[i] !== undefined);
  }

  get honest(): readonly number[] {
    return this.nodes.map((_, i) => i).filter((i) => this.isHonest(i));
  }

  node(i: number): SimulatedNode {
    const node = this.nodes[i];
    if (node === undefined) throw new Error(`v${i} is down`);
    return node;
  }

  // Faults.

  crash(i: number): void {
    if (this.nodes[i] === undefined) return;
    this.#say(i, "crashes");
    this.#sendsLeft.delete(i);
    this.node(i).crash();
    this.nodes[i] = undefined;
    this.#twins.get(i)?.crash();
    this.#twins.delete(i);
    this.#lives[i]! += 1;
  }

  /** A node crashes, and its disk loses the journal (C8). */
  forget(i: number): void {
    this.crash(i);
    this.#say(i, "loses its journal");
    this.disks[i]!.tamperJournal(undefined);
    this.restart(i);
  }

  /** Crashes a node in the middle of what it does: after so many messages more, before they and their journal settle. */
  crashSoon(i: number, messages: number): void {
    if (this.nodes[i] !== undefined) this.#sendsLeft.set(i, messages);
  }

  #countDown(i: number): void {
    const left = this.#sendsLeft.get(i);
    if (left === undefined) return;
    this.#sendsLeft.set(i, left - 1);
    if (left > 0) return;
    this.#sendsLeft.delete(i);
    this.clock.after(0, () => this.crash(i));
  }

  restart(i: number, voteAnyway = false): void {
    if (this.nodes[i] !== undefined) return;
    this.#lives[i]! += 1;
    this.#say(i, "starts");
    const node = this.#newNode(i, this.disks[i]!, voteAnyway);
    this.nodes[i] = node;
    if (this.#byzantine.get(i)?.hasTwin === true) this.#startTwin(i);
    node.driver.start();
    this.nodes.forEach((other, j) => {
      if (other !== undefined && j !== i) this.#connect(i, j);
    });
  }

  #newNode(i: number, disk: Disk, voteAnyway = false): SimulatedNode {
    const { world, timing, clock } = this;
    const isTwin = disk !== this.disks[i];
    return new SimulatedNode(
      {
        ...{ self: i, world, timing, clock, disk, skewMs: this.#skews[i]! },
        diskMs: this.#diskMs,
        signer: this.#signers[i]!,
        random: createRandom(this.random.below(2 ** 31)),
        send: (to, bytes) => this.#send(i, to, bytes),
        onNote: (note) => this.#onNote(i, note),
        onPenalty: (peer, reason) => this.checks.penalised(i, peer, reason),
        onCommitted: (final, certificate) => {
          if (!isTwin) this.checks.committed(i, final, certificate);
        },
      },
      voteAnyway,
    );
  }

  #startTwin(i: number): void {
    const disk = this.#twinDisks.get(i) ?? this.#newDisk(i);
    this.#twinDisks.set(i, disk);
    const twin = this.#newNode(i, disk);
    this.#twins.set(i, twin);
    twin.driver.start();
  }

  /** Both sides learn of a new connection after a while, unless one of them is gone by then. */
  #connect(i: number, j: number): void {
    const [lifeI, lifeJ] = [this.#lives[i], this.#lives[j]];
    this.clock.after(this.network.delayMs(), () => {
      if (this.#lives[i] !== lifeI || this.#lives[j] !== lifeJ) return;
      for (const [one, other] of [
        [i, j],
        [j, i],
      ] as const) {
        this.node(one).driver.connected(peerOf(other));
        this.#twins.get(one)?.driver.connected(peerOf(other));
      }
    });
  }

  partition(...groups: readonly (readonly number[])[]): void {
    this.#say(undefined, `partition ${groups.map((group) => group.join("")).join("|")}`);
    for (const a of groups) {
      for (const b of groups) {
        if (a !== b) for (const i of a) for (const j of b) this.network.cut(i, j);
      }
    }
  }

  /** No crash that was to come comes any more, and everyone hears everyone. */
  calm(): void {
    this.#sendsLeft.clear();
    this.heal();
  }

  heal(): void {
    this.#say(undefined, "heals");
    this.network.heal();
  }

  // Transactions.

  /**
   * A new transaction at one node; each other node hears of it with this chance, in thousandths. Returns its number.
   */
  submit(at: number, gossip = 1000): number {
    const number = this.#transactions++;
    this.#say(at, `is told transaction ${number}`);
    this.#spread(at, this.world.transaction(number), gossip);
    return number;
  }

  /** The council's decision about the next epoch, told to one node like any transaction. */
  change(at: number, change: Change, gossip = 1000): void {
    this.#say(at, `is told to change ${JSON.stringify(change)}`);
    this.#spread(at, this.world.change(change, this.#changes++), gossip);
  }

  #spread(at: number, bytes: Uint8Array, gossip: number): void {
    this.nodes.forEach((node, i) => {
      if (node === undefined) return;
      if (i === at) node.chain.submit(bytes);
      else if (this.random.below(1000) < gossip && !this.network.isCut(at, i)) {
        this.clock.after(this.network.delayMs(), () => this.nodes[i]?.chain.submit(bytes));
      }
    });
  }

  /** True if a node has committed transaction number `number`. */
  hasCommitted(i: number, number: number): boolean {
    return this.disks[i]!.hasTransaction(this.world.wireHash(number));
  }

  // Time.

  runMs(ms: number): void {
    const untilMs = this.clock.nowMs + ms;
    while (this.clock.step(untilMs));
  }

  /** Runs until the condition holds; false if it does not within this time. */
  runUntil(condition: () => boolean, withinMs: number): boolean {
    const untilMs = this.clock.nowMs + withinMs;
    do {
      if (condition()) return true;
    } while (this.clock.step(untilMs));
    return condition();
  }

  // What is seen from outside.

  height(i: number): number {
    return this.disks[i]!.blocks.length;
  }

  get highest(): number {
    return Math.max(...this.honest.map((i) => this.height(i)));
  }

  get lowest(): number {
    return Math.min(...this.honest.map((i) => this.height(i)));
  }

  epoch(i: number): number {
    return this.node(i).driver.replica.setup.validators.epoch;
  }

  view(i: number): number {
    return this.node(i).driver.replica.view;
  }

  transactionsOf(i: number): number {
    return this.disks[i]!.transactions;
  }

  notesOf<K extends Note["kind"]>(kind: K, node?: number): Extract<Note, { kind: K }>[] {
    return this.notes
      .filter((one) => one.note.kind === kind && (node === undefined || one.node === node))
      .map(({ note }) => note as Extract<Note, { kind: K }>);
  }

  trace(): string {
    const standing = this.nodes.map((node, i) => `v${i} ${this.#describe(node, i)}`);
    return [...this.#trace, "now:", ...standing].join("\n");
  }

  #describe(node: SimulatedNode | undefined, i: number): string {
    const behaviour = this.#byzantine.get(i)?.name;
    const name = behaviour === undefined ? "" : ` (${behaviour})`;
    if (node === undefined) return `down${name}, height ${this.height(i)}`;
    const { view, standing, head, committed, failures, idle } = node.driver.replica;
    const at = `epoch ${this.epoch(i)}, view ${view}, head ${head.header.height}, disk ${this.height(i)}`;
    const more = `committed view ${committed.view}, k ${failures}${idle ? ", idle" : ""}`;
    return `${standing.kind}${name}: ${at}, ${more}`;
  }

  // Inside.

  #send(from: number, to: number, bytes: Uint8Array): void {
    this.#countDown(from);
    const behaviour = this.#byzantine.get(from);
    if (behaviour === undefined) {
      this.#check(from, bytes);
      this.network.send(from, to, bytes);
      return;
    }
    const voice = this.#voiceOf(from);
    const said = behaviour.say(voice, to, decodeMessage(bytes)!);
    const delayMs = behaviour.delayMs?.(voice) ?? 0;
    if (delayMs === 0) for (const message of said) this.sendAs(from, to, message);
    else {
      this.clock.after(delayMs, () => {
        for (const message of said) this.sendAs(from, to, message);
      });
    }
  }

  #voiceOf(self: number): Voice {
    const { world, random } = this;
    const { validators, self: place = 0 } = this.node(self).driver.replica.setup;
    const heard = this.#heard.get(self) ?? [];
    return { world, random, validators, self: place, key: world.keys[self]!, heard };
  }

  /** A broadcast gives the same bytes to everyone: they are looked at once. */
  #check(from: number, bytes: Uint8Array): void {
    if (this.#checked.has(bytes)) return;
    this.#checked.add(bytes);
    const message = decodeMessage(bytes);
    if (message === undefined) throw new Violation(`v${from} sends bytes that are no message`);
    this.checks.sent(message);
  }

  /** A message that a test or a faulty replica makes up. */
  sendAs(from: number, to: number, message: Message): void {
    this.network.send(from, to, encodeMessage(message));
  }

  #deliver(from: number, to: number, bytes: Uint8Array): void {
    if (this.#byzantine.has(to)) this.#listen(to, bytes);
    const twin = this.#twins.get(to);
    const reaches = twin === undefined ? 0 : this.random.below(3); // one, the other, or both
    if (reaches !== 1) this.nodes[to]?.driver.receive(peerOf(from), bytes);
    if (reaches !== 0) twin?.driver.receive(peerOf(from), bytes);
  }

  #listen(to: number, bytes: Uint8Array): void {
    const heard = this.#heard.get(to) ?? [];
    heard.push(decodeMessage(bytes)!);
    if (heard.length > HEARD_MAX) heard.splice(0, HEARD_MAX / 2);
    this.#heard.set(to, heard);
  }

  #onNote(node: number, note: Note): void {
    this.notes.push({ node, note, atMs: this.clock.nowMs });
    this.#say(node, describeNote(note));
    if (note.kind === "epoch") this.checks.epochBegan(node, note.validators);
    if (note.kind === "fault" && this.isHonest(node)) {
      throw new Violation(`v${node} is honest and finds itself at fault: ${note.reason}`);
    }
  }

  #say(node: number | undefined, text: string): void {
    const who = node === undefined ? "" : `v${node} `;
    this.#trace.push(`${this.clock.nowMs - START_MS} ms ${who}${text}`);
    if (this.#trace.length > 2 * TRACE_LINES) this.#trace.splice(0, TRACE_LINES);
  }
}

function describeNote(note: Note): string {
  switch (note.kind) {
    case "view":
      return `enters view ${note.view} of v${note.primary}`;
    case "view-change":
      return `gives view ${note.view} up: ${note.reason}`;
    case "prepared":
      return `sees ${toHex(note.digest).slice(0, 8)} prepared in view ${note.view}`;
    case "skipped":
      return `sees view ${note.view} skipped`;
    case "committed":
      return `commits ${note.height} (${toHex(note.digest).slice(0, 8)}, view ${note.view})`;
    case "evidence":
      return `has evidence against v${note.evidence.validator} in view ${note.evidence.first.view}`;
    case "unsigned":
      return `${note.vote} of view ${note.view} not signed: ${note.reason}`;
    case "unacceptable":
      return `refuses the proposal of view ${note.view}: ${note.problem}`;
    case "epoch":
      return `begins epoch ${note.validators.epoch} of ${note.validators.validators.length}`;
    case "observing":
      return `observes: ${note.reason}, votes above ${note.voteAbove ?? "?"}`;
    case "fault":
      return `is at fault: ${note.reason}`;
  }
}
