import { decode, encode } from "../primitives/fields/codec.ts";
import { field } from "../primitives/fields/index.ts";
import { limits } from "../primitives/limits.ts";
import type { BatchVerdict } from "../p2p/batches.ts";
import type { PeerHost } from "../p2p/host.ts";
import type { Admitted } from "./admission.ts";

/** A message costs 0.1 to 0.2 ms at each end whatever its size, so what arrives within this window travels together. */
const WINDOW_MS = 5;
/** Between two messages of a busy node: a transaction waits longer for its block then than for its batch. */
const BUSY_WINDOW_MS = 20;
const BATCH_BYTES_MAX = 262_144;
const BATCH_MAX = 256;
/** Checked together: enough to be worth a thread, and what one bad transaction costs before its sender is known by it. */
const CHECKED_TOGETHER = 64;

export const transactionBatch = field.list(field.blob(limits.transactionBytes), BATCH_MAX, 1);

type AdmitMany = (bodies: readonly Uint8Array[], member: string) => Promise<readonly Admitted[]>;

/** Brings what is submitted here to every validator: batched by time on the way out, checked in small portions on the way in. */
export class TransactionBatches {
  readonly #host: PeerHost;
  readonly #admit: AdmitMany;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #flushedAtMs = 0;

  constructor(host: PeerHost, admit: AdmitMany) {
    this.#host = host;
    this.#admit = admit;
    host.onBatch((from, bytes) => this.#receive(from, bytes));
  }

  publish(bytes: Uint8Array): void {
    if (this.#bytes + bytes.length > BATCH_BYTES_MAX || this.#waiting.length === BATCH_MAX) {
      this.#flush();
    }
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (this.#timer !== undefined) return;
    const sinceLastMs = performance.now() - this.#flushedAtMs;
    const waitMs = Math.max(WINDOW_MS, BUSY_WINDOW_MS - sinceLastMs);
    this.#timer = setTimeout(() => this.#flush(), waitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    this.#flushedAtMs = performance.now();
    this.#host.publish(encode(transactionBatch, this.#waiting));
    this.#waiting = [];
    this.#bytes = 0;
  }

  /** Malformed transactions are the sender's fault, for it had to check them too; anything else may be bad luck. */
  async #receive(from: string, bytes: Uint8Array): Promise<BatchVerdict> {
    const decoded = decode(transactionBatch, bytes);
    if (!decoded.ok) return "malformed";
    const bodies = decoded.value;
    for (let at = 0; at < bodies.length; at += CHECKED_TOGETHER) {
      const admitted = await this.#admit(bodies.slice(at, at + CHECKED_TOGETHER), from);
      if (admitted.some((one) => !one.ok && one.refusal.kind === "malformed")) return "malformed";
    }
    return "taken";
  }
}
