import { Driver } from "../../src/consensus/driver.ts";
import type { Certificate } from "../../src/chain/vote.ts";
import type {
  JournalPort,
  Note,
  Ports,
  SignerPort,
  TimerName,
  TimersPort,
} from "../../src/consensus/ports.ts";
import type { Timing } from "../../src/consensus/timing.ts";
import type { ExecutedBlock } from "../../src/execution/block-tree.ts";
import type { Random } from "../state/random.ts";
import type { Disk } from "./disk.ts";
import { SimulatedChain } from "./simulated-chain.ts";
import type { VirtualClock } from "./virtual-clock.ts";
import { nodeOf, type World } from "./world.ts";

export interface SimulatedNodeOptions {
  readonly self: number;
  readonly world: World;
  readonly timing: Timing;
  readonly clock: VirtualClock;
  /** How far this node's clock is off. */
  readonly skewMs: number;
  readonly random: Random;
  readonly disk: Disk;
  /** A block is on disk after up to so long. */
  readonly diskMs: number;
  readonly signer: SignerPort;
  readonly send: (to: number, bytes: Uint8Array) => void;
  readonly onNote: (note: Note) => void;
  readonly onCommitted: (final: readonly ExecutedBlock[], certificate: Certificate) => void;
}

/** One life of a replica, from start to crash: the production driver on simulated ports. */
export class SimulatedNode {
  readonly #options: SimulatedNodeOptions;
  readonly #timers = new Map<TimerName, () => void>();
  readonly driver: Driver;
  readonly chain: SimulatedChain;
  #isDown = false;

  constructor(options: SimulatedNodeOptions, voteAnyway = false) {
    this.#options = options;
    const { world, disk, timing, self, onCommitted } = options;
    this.chain = new SimulatedChain({
      world,
      disk,
      persist: (done) => this.#after(1 + options.random.below(options.diskMs), done),
      nowMs: () => this.nowMs(),
      timing,
      onPoolChanged: () => this.#after(0, () => this.driver.transactionsChanged()),
      onCommitted,
    });
    this.driver = new Driver({
      identity: { chainId: world.chainId, publicKey: world.keys[self]!.publicKey },
      epoch: this.chain.epochOnHead(),
      ports: this.#ports(),
      journal: disk.readJournal(),
      voteAnyway,
    });
  }

  nowMs(): number {
    return this.#options.clock.nowMs + this.#options.skewMs;
  }

  #ports(): Ports {
    const { world, self, signer, send, onNote } = this.#options;
    const everyone = world.keys.map((_, i) => i);
    return {
      journal: this.#journal(),
      network: {
        send: (peer, bytes) => send(nodeOf(peer), bytes),
        broadcast: (bytes, audience) => {
          const { validators } = this.driver.replica.setup.validators;
          const voters = validators.map(({ peerId }) => nodeOf(peerId));
          const hearers = audience === "validators" ? voters : everyone;
          for (const to of hearers) if (to !== self) send(to, bytes);
        },
      },
      timers: this.#alarms(),
      clock: { nowMs: () => this.nowMs() },
      chain: this.chain,
      signer,
      events: { note: onNote },
      later: (work) => this.#after(0, work),
    };
  }

  #journal(): JournalPort {
    const { disk, random, clock } = this.#options;
    let endsMs = 0;
    return {
      append: (bytes) => disk.write("append", bytes),
      replace: (bytes) => disk.write("replace", bytes),
      sync: (done) => {
        const { writes } = disk;
        const { nowMs } = clock;
        endsMs = Math.max(endsMs, nowMs + random.below(4)); // syncs end in order
        this.#after(endsMs - nowMs, () => {
          disk.sync(writes);
          done();
        });
      },
    };
  }

  #alarms(): TimersPort {
    return {
      set: (name, atMs) => {
        this.#timers.get(name)?.();
        const cancel = this.#after(atMs - this.nowMs(), () => this.driver.timer(name));
        this.#timers.set(name, cancel);
      },
      clear: (name) => {
        this.#timers.get(name)?.();
        this.#timers.delete(name);
      },
    };
  }

  /** Something that a crash prevents. */
  #after(delayMs: number, run: () => void): () => void {
    return this.#options.clock.after(delayMs, () => {
      if (!this.#isDown) run();
    });
  }

  /** Power off: what was not synced is lost, and nothing that was under way comes back. */
  crash(): void {
    this.#isDown = true;
    this.driver.stop();
    this.#options.disk.crash(this.#options.random);
  }
}
