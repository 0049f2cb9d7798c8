import type { ClockPort, TimerName, TimersPort } from "../consensus/ports.ts";

/** The wall clock, which never runs backwards within a process even if the machine's is set back. */
export function createClock(): ClockPort {
  let last = 0;
  return { nowMs: () => (last = Math.max(last, Date.now())) };
}

/** One real timer per name. */
export class Alarms implements TimersPort {
  readonly #clock: ClockPort;
  readonly #ring: (name: TimerName) => void;
  readonly #timers = new Map<TimerName, NodeJS.Timeout>();

  constructor(clock: ClockPort, ring: (name: TimerName) => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  set(name: TimerName, atMs: number): void {
    this.clear(name);
    this.#timers.set(
      name,
      setTimeout(() => this.#due(name, atMs), this.#wait(atMs)),
    );
  }

  clear(name: TimerName): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  clearAll(): void {
    for (const name of [...this.#timers.keys()]) this.clear(name);
  }

  /** Node.js timers may fire a millisecond early; early is not allowed. */
  #due(name: TimerName, atMs: number): void {
    if (this.#clock.nowMs() < atMs) return this.set(name, atMs);
    this.#timers.delete(name);
    this.#ring(name);
  }

  #wait(atMs: number): number {
    return Math.max(0, Math.min(atMs - this.#clock.nowMs(), 2 ** 31 - 1));
  }
}
