import { chainIdOf, type Genesis } from "../chain/genesis.ts";
import { Driver } from "../consensus/driver.ts";
import { isQuestion, kindOf } from "../consensus/messages.ts";
import type { ClockPort, Note, SignerPort } from "../consensus/ports.ts";
import type { ExecutedBlock } from "../execution/block-tree.ts";
import type { ReadTransaction } from "../execution/read-transaction.ts";
import type { PeerHost } from "../p2p/host.ts";
import { Alarms } from "./alarm.ts";
import { journalPath } from "./first-journal.ts";
import { JournalFile } from "./journal-file.ts";
import type { LedgerParts } from "./ledger-parts.ts";
import { NodeError } from "./node-error.ts";
import { oncePerTurn } from "./once-per-turn.ts";
import { QuestionBudget } from "./question-budget.ts";
import { ReplicaChain } from "./replica-chain.ts";
import { TransactionBatches } from "./transaction-batches.ts";
import type { Voter } from "./voter.ts";

export interface ReplicaOptions {
  readonly genesis: Genesis;
  readonly data: string;
  readonly clock: ClockPort;
  readonly ledger: LedgerParts;
  readonly host: PeerHost;
  /** Absent for a node that only observes. */
  readonly voter: Voter | undefined;
  readonly onNote: (note: Note) => void;
  /** Final blocks are on disk. */
  readonly onCommitted: (final: readonly ExecutedBlock[]) => void;
  readonly onFatal: (error: Error) => void;
}

/** Consensus with its journal, alarms and peers: the pure core joined to this process. */
export class ReplicaNode {
  readonly driver: Driver;
  readonly #chain: ReplicaChain;
  readonly #batches: TransactionBatches;
  readonly #alarms: Alarms;
  readonly #journal: JournalFile;
  readonly #questions = new QuestionBudget();
  readonly #onFatal: (error: Error) => void;
  readonly #arrived = oncePerTurn(() => this.#guard(() => this.driver.transactionsChanged()));

  constructor(options: ReplicaOptions) {
    const { genesis, data, clock, ledger, host, voter, onNote, onCommitted, onFatal } = options;
    this.#onFatal = onFatal;
    this.#chain = new ReplicaChain({
      ...ledger,
      nowMs: () => clock.nowMs(),
      onCommitted,
      onFailure: onFatal,
    });
    this.#alarms = new Alarms(clock, (name) => this.#guard(() => this.driver.timer(name)));
    const path = journalPath(data);
    const found = JournalFile.read(path);
    this.#journal = new JournalFile(path, onFatal);
    this.driver = new Driver({
      identity: { chainId: chainIdOf(genesis), publicKey: voter?.publicKey },
      epoch: this.#chain.epoch(),
      journal: found,
      ports: {
        journal: this.#journal,
        network: host,
        timers: this.#alarms,
        clock,
        chain: this.#chain,
        signer: voter?.signer ?? OBSERVER,
        events: { note: onNote },
        later: (work) => setImmediate(() => this.#guard(work)),
      },
    });
    this.#batches = new TransactionBatches(host, async (bodies, member) => {
      const admitted = await ledger.admission.admitMany(bodies, member);
      if (admitted.some((one) => one.ok && one.fresh)) this.#arrived();
      return admitted;
    });
    host.onConnect((peer) => this.#guard(() => this.driver.connected(peer)));
    host.onDisconnect((peer) => this.#guard(() => this.driver.disconnected(peer)));
    host.onMessage((from, bytes) => this.#guard(() => this.#receive(host, from, bytes)));
  }

  #receive(host: PeerHost, from: string, bytes: Uint8Array): void {
    const take = (): void => {
      const isMessage = this.driver.receive(from, bytes);
      if (!isMessage) host.penalise(from, "a message that does not decode");
    };
    const kind = kindOf(bytes);
    if (kind === "want-bodies") this.#chain.bodiesWereLacking();
    if (!isQuestion(kind)) return take();
    const isFlood = this.#questions.spend(from, take) === "flood";
    if (isFlood) host.penalise(from, "questions without end");
  }

  start(): void {
    this.#guard(() => this.driver.start());
  }

  /** A transaction entered the pool by this node's own door. */
  submitted({ transaction }: ReadTransaction): void {
    this.#batches.publish(transaction.bytes);
    this.#arrived();
  }

  /** Blocks are at most one a view, so the views between the best certificate known and the head bound what is missing. */
  get behindBlocks(): number {
    const { committed, head } = this.driver.replica;
    return Math.max(0, committed.view - head.view);
  }

  stop(): void {
    this.#batches.stop();
    this.driver.stop();
    this.#alarms.clearAll();
    this.#journal.close();
  }

  /** What consensus throws is a broken promise of our own: the node stops before it says what it does not mean. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#onFatal(error as Error);
    }
  }
}

/** Without a key consensus knows no place of its own, and asks for no signature. */
const OBSERVER: SignerPort = {
  sign() {
    throw new NodeError("NOT_A_MEMBER", "An observer has no key to vote with.");
  },
};
