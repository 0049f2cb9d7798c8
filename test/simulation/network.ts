import type { Random } from "../state/random.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** How the network treats messages; may change at any time during a run. */
export interface Conditions {
  readonly delayMinMs: number;
  readonly delayMaxMs: number;
  /** In thousandths. */
  readonly loss: number;
  readonly duplication: number;
}

export const goodNetwork: Conditions = { delayMinMs: 1, delayMaxMs: 10, loss: 0, duplication: 0 };

/** Messages with delay, loss, duplication, reordering and partitions, one-way ones too. Delays that vary reorder. */
export class Network {
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #deliver: (from: number, to: number, bytes: Uint8Array) => void;
  readonly #cut = new Set<string>();
  /** Messages of one kind may be held back by a test. */
  filter: ((from: number, to: number, bytes: Uint8Array) => boolean) | undefined;
  conditions: Conditions = goodNetwork;
  sent = 0;
  sentBytes = 0;

  constructor(
    clock: VirtualClock,
    random: Random,
    deliver: (from: number, to: number, bytes: Uint8Array) => void,
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#deliver = deliver;
  }

  /** Nothing passes from one to the other any more. */
  cut(from: number, to: number): void {
    this.#cut.add(`${from} ${to}`);
  }

  isCut(from: number, to: number): boolean {
    return this.#cut.has(`${from} ${to}`);
  }

  heal(): void {
    this.#cut.clear();
  }

  send(from: number, to: number, bytes: Uint8Array): void {
    this.sent += 1;
    this.sentBytes += bytes.length;
    const { loss, duplication } = this.conditions;
    if (this.filter?.(from, to, bytes) === false) return;
    if (this.#random.below(1000) < loss) return;
    this.#later(from, to, bytes);
    if (this.#random.below(1000) < duplication) this.#later(from, to, bytes);
  }

  /** A partition loses what is on its way, too. */
  #later(from: number, to: number, bytes: Uint8Array): void {
    const key = `${from} ${to}`;
    this.#clock.after(this.delayMs(), () => {
      if (!this.#cut.has(key)) this.#deliver(from, to, bytes);
    });
  }

  delayMs(): number {
    const { delayMinMs, delayMaxMs } = this.conditions;
    return delayMinMs + this.#random.below(delayMaxMs - delayMinMs + 1);
  }
}
