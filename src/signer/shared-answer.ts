import { ANSWER_BYTES_MAX } from "./wire.ts";

const UP = 0;
const ANSWERED = 1;
const LENGTH = 2;
const CELLS = 3;
const CELL_BYTES = CELLS * Int32Array.BYTES_PER_ELEMENT;

/**
 * Memory that two threads share: the one that talks to the signer puts an answer here, and the one that must not do anything
 * else meanwhile waits for it. Requests are numbered from 1; there is one at a time.
 */
export class SharedAnswer {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(buffer = new SharedArrayBuffer(CELL_BYTES + ANSWER_BYTES_MAX)) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer, 0, CELLS);
    this.#bytes = new Uint8Array(buffer, CELL_BYTES);
  }

  /** Whether there is a connection to the right signer. */
  get isUp(): boolean {
    return Atomics.load(this.#cells, UP) === 1;
  }

  set isUp(isUp: boolean) {
    Atomics.store(this.#cells, UP, isUp ? 1 : 0);
  }

  /** Number of the newest request that was answered. */
  get answered(): number {
    return Atomics.load(this.#cells, ANSWERED);
  }

  /** Answers a request; no bytes say that the connection was lost. */
  put(request: number, answer: Uint8Array): void {
    this.#bytes.set(answer);
    Atomics.store(this.#cells, LENGTH, answer.length);
    Atomics.store(this.#cells, ANSWERED, request);
    Atomics.notify(this.#cells, ANSWERED);
  }

  /** Blocks this thread until the request is answered, or for so long. True if it was. */
  wait(request: number, waitMs: number): boolean {
    Atomics.wait(this.#cells, ANSWERED, request - 1, waitMs);
    return this.answered === request;
  }

  /** The newest answer. */
  take(): Uint8Array {
    return this.#bytes.slice(0, Atomics.load(this.#cells, LENGTH));
  }
}
