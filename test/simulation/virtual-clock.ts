/** Time that passes only when nothing is left to do: a run of minutes takes milliseconds, and its order is exact. */
export class VirtualClock {
  #nowMs: number;
  #sequence = 0;
  readonly #heap: Task[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Runs a task after a delay; tasks of one moment run in the order that they were set. Returns how to cancel it. */
  after(delayMs: number, run: () => void): () => void {
    const task: Task = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#sequence++, run };
    this.#push(task);
    return () => {
      task.run = undefined;
    };
  }

  /** Runs the next task if it is due by `untilMs`; false, and the clock stands there, if none is. */
  step(untilMs: number): boolean {
    const next = this.#heap[0];
    if (next === undefined || next.atMs > untilMs) {
      this.#nowMs = Math.max(this.#nowMs, untilMs);
      return false;
    }
    this.#pop();
    this.#nowMs = next.atMs;
    next.run?.();
    return true;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    heap.push(task);
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at]!, heap[parent]!)) break;
      [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
      at = parent;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
      }
      if (least === at) return;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }
}

interface Task {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | undefined;
}

function isBefore(a: Task, b: Task): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
