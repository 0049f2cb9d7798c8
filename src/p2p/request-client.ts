import type { Stream } from "@libp2p/interface";

import { utf8 } from "../primitives/bytes.ts";
import type { Counters } from "./counters.ts";
import { FrameWriter } from "./frame-writer.ts";
import { limits } from "./limits.ts";
import { PeerError } from "./peer-error.ts";
import { decodeResponse, encodeRequest } from "./request-frames.ts";
import { readFrames } from "./read-frames.ts";

interface Pending {
  readonly resolve: (body: Uint8Array) => void;
  readonly reject: (error: PeerError) => void;
  readonly timer: NodeJS.Timeout;
  readonly topic: string;
}

/**
 * The asking side of one connection. All requests share one stream, told apart by an id: a stream of its own for each
 * costs ten times as much. Answers may come in any order.
 */
export class RequestClient {
  readonly #peerId: string;
  readonly #counters: Counters;
  readonly #onViolation: (reason: string) => void;
  readonly #pending = new Map<number, Pending>();
  readonly #writer: FrameWriter;
  #nextId = 1;
  #closed = false;

  constructor(peerId: string, counters: Counters, onViolation: (reason: string) => void) {
    this.#peerId = peerId;
    this.#counters = counters;
    this.#onViolation = onViolation;
    this.#writer = new FrameWriter({
      countMax: 2 * limits.requestsPerPeerMax, // those that timed out before they left count as well
      bytesMax: limits.requestsPerPeerMax * limits.requestBytesMax,
      onSent: (bytes) => counters.add("requestBytesOut", bytes),
      onDropped: () => {}, // its time-out tells the caller
    });
  }

  request(topic: string, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    const topicBytes = utf8(topic).length;
    if (topicBytes > limits.topicBytesMax || body.length > limits.requestBytesMax) {
      const message = `A request may have at most ${limits.requestBytesMax} bytes; send a smaller one.`;
      return Promise.reject(new PeerError("MESSAGE_TOO_LARGE", message, { topic }));
    }
    if (this.#closed) return Promise.reject(this.#gone(topic));
    if (this.#pending.size >= limits.requestsPerPeerMax) {
      const message = `Too many requests to ${this.#peerId} await an answer. Ask another peer, or later.`;
      return Promise.reject(new PeerError("PEER_BUSY", message, { peerId: this.#peerId, topic }));
    }

    const id = this.#nextId;
    this.#nextId = id === 0xffffffff ? 1 : id + 1;
    this.#counters.add("requestsOut");
    return new Promise((resolve, reject) => {
      const waitMs = Math.min(timeoutMs, limits.requestTimeoutMsMax);
      const timer = setTimeout(() => this.#timeOut(id, waitMs), waitMs);
      this.#pending.set(id, { resolve, reject, timer, topic });
      this.#writer.push(encodeRequest({ id, topic, body }));
    });
  }

  /** Uses this stream from now on; resolves when it is over. Requests that were on their way then fail. */
  serveStream(stream: Stream): Promise<void> {
    return new Promise((resolve) => {
      readFrames(stream, limits.frameBytesMax + 5, {
        onFrame: (frame) => this.#take(frame),
        onViolation: this.#onViolation,
        onEnd: () => {
          this.#writer.detach(stream);
          this.#failAll();
          resolve();
        },
      });
      if (stream.status === "open") this.#writer.attach(stream);
    });
  }

  close(): void {
    this.#closed = true;
    this.#writer.clear();
    this.#failAll();
  }

  #take(frame: Uint8Array): void {
    const { id, status, body } = decodeResponse(frame);
    this.#counters.add("responsesIn");
    this.#counters.add("responseBytesIn", frame.length);
    const pending = this.#settle(id);
    if (pending === undefined) return this.#counters.add("responsesUnexpected"); // it came after its time-out
    const data = { peerId: this.#peerId, topic: pending.topic };
    switch (status) {
      case "ok":
        return pending.resolve(body);
      case "refused":
        return pending.reject(
          new PeerError("PEER_REFUSED", `${this.#peerId} refused "${pending.topic}".`, data),
        );
      case "busy":
        return pending.reject(
          new PeerError("PEER_BUSY", `${this.#peerId} is busy. Ask another peer, or later.`, data),
        );
    }
  }

  #timeOut(id: number, waitMs: number): void {
    const pending = this.#settle(id);
    if (pending === undefined) return;
    this.#counters.add("requestsTimedOut");
    const message = `${this.#peerId} did not answer "${pending.topic}" within ${waitMs} ms.`;
    pending.reject(new PeerError("PEER_TIMEOUT", message, { peerId: this.#peerId, waitMs }));
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending === undefined) return undefined;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    return pending;
  }

  #failAll(): void {
    for (const [id, { topic }] of [...this.#pending]) this.#settle(id)?.reject(this.#gone(topic));
  }

  #gone(topic: string): PeerError {
    return new PeerError("PEER_GONE", `The connection to ${this.#peerId} is closed.`, {
      peerId: this.#peerId,
      topic,
    });
  }
}
