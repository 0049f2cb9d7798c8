import type { Stream } from "@libp2p/interface";

import type { Connections } from "./connections.ts";
import { limits } from "./limits.ts";
import { type PeerLog, reasonOf } from "./log.ts";
import { readFrames } from "./read-frames.ts";

export type BatchVerdict = "taken" | "malformed";
/** Judges a batch of a peer. "malformed" is a penalty: honest peers send only what they checked. */
export type BatchHandler = (from: string, batch: Uint8Array) => Promise<BatchVerdict>;

export interface BatchOptions {
  readonly connections: Connections;
  readonly log: PeerLog;
  /** False if the peer sends more than its allowance. */
  readonly keepsPace: (peerId: string) => boolean;
}

/**
 * Batches of what every validator should have before it is proposed, from author to validator and no further. They have a stream of
 * their own, so that they never wait in front of a vote.
 */
export class Batches {
  readonly #options: BatchOptions;
  #handler: BatchHandler | undefined;
  #checks = 0;
  #checksBytes = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  onBatch(handler: BatchHandler): void {
    this.#handler = handler;
  }

  /** To every validator that is connected. The others lack it until they ask for it. */
  publish(batch: Uint8Array): void {
    const { connections, log } = this.#options;
    const { counters, members } = connections;
    if (batch.length > limits.batchBytesMax) {
      counters.add("batchesTooLarge");
      return log.warn({ bytes: batch.length }, "A batch is too large and was not sent.");
    }
    for (const { peerId } of members.validators()) connections.get(peerId)?.batches.push(batch);
  }

  /** Reads what a peer sends on its stream, until that ends. */
  read(from: string, stream: Stream): void {
    const { counters } = this.#options.connections;
    readFrames(stream, limits.batchBytesMax, {
      onFrame: (batch) => {
        counters.add("batchesIn");
        counters.add("batchBytesIn", batch.length);
        if (this.#options.keepsPace(from)) void this.#judge(from, batch);
      },
      onViolation: (reason) => this.#options.connections.violation(from, reason),
      onEnd: () => undefined, // the peer opens another one
    });
  }

  async #judge(from: string, batch: Uint8Array): Promise<void> {
    const { connections, log } = this.#options;
    const { counters } = connections;
    const isTooMuch =
      this.#checks >= limits.batchChecksMax ||
      this.#checksBytes + batch.length > limits.batchChecksBytesMax;
    if (isTooMuch || this.#handler === undefined) return counters.add("batchesDroppedOverload");
    this.#checks++;
    this.#checksBytes += batch.length;
    try {
      if ((await this.#handler(from, batch)) === "taken") return;
      counters.add("batchesMalformed");
      connections.penalise(from, "a malformed batch");
    } catch (error) {
      counters.add("handlerErrors");
      log.warn({ reason: reasonOf(error) }, "The handler of batches failed.");
    } finally {
      this.#checks--;
      this.#checksBytes -= batch.length;
    }
  }
}
