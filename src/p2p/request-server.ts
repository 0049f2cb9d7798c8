import type { Stream } from "@libp2p/interface";

import type { Counters } from "./counters.ts";
import { FrameWriter } from "./frame-writer.ts";
import { limits } from "./limits.ts";
import { type PeerLog, reasonOf } from "./log.ts";
import { readFrames } from "./read-frames.ts";
import {
  decodeRequest,
  encodeResponse,
  type Request,
  responseOverheadBytes,
  type ResponseStatus,
} from "./request-frames.ts";

/** Answers one request. What it throws is logged here and reaches the peer as "refused", without the reason. */
export type RequestHandler = (from: string, body: Uint8Array) => Promise<Uint8Array>;

export interface RequestServerEvents {
  /** False if the peer asks too much: its request is dropped. */
  readonly keepsPace: (peerId: string) => boolean;
  readonly onViolation: (peerId: string, reason: string) => void;
}

const nothing = new Uint8Array(0);

/** The answering side of all connections. Work per peer is bounded, whatever the number of its streams. */
export class RequestServer {
  readonly #counters: Counters;
  readonly #log: PeerLog;
  readonly #events: RequestServerEvents;
  readonly #handlers = new Map<string, RequestHandler>();
  readonly #running = new Map<string, number>();

  constructor(counters: Counters, log: PeerLog, events: RequestServerEvents) {
    this.#counters = counters;
    this.#log = log;
    this.#events = events;
  }

  /** Two handlers for one topic are a mistake of the program, not of a peer. */
  serve(topic: string, handler: RequestHandler): void {
    if (this.#handlers.has(topic)) throw new Error(`The topic "${topic}" has a handler already.`);
    this.#handlers.set(topic, handler);
  }

  /** Answers the requests of a stream that a peer opened, until it ends. */
  serveStream(from: string, stream: Stream): void {
    const writer = new FrameWriter({
      countMax: limits.responseQueueCountMax,
      bytesMax: limits.responseQueueBytesMax,
      onSent: (bytes) => this.#counters.add("responseBytesOut", bytes),
      onDropped: () => this.#counters.add("responsesDropped"),
    });
    writer.attach(stream);
    readFrames(stream, limits.requestBytesMax + 5 + limits.topicBytesMax, {
      onFrame: (frame) => {
        this.#counters.add("requestsIn");
        this.#counters.add("requestBytesIn", frame.length);
        if (!this.#events.keepsPace(from)) return;
        const request = decodeRequest(frame);
        this.#answer(
          from,
          request,
          (status, body) => {
            this.#counters.add("responsesOut");
            writer.push(encodeResponse({ id: request.id, status, body }));
          },
          writer.waitingBytes,
        );
      },
      onViolation: (reason) => this.#events.onViolation(from, reason),
      onEnd: () => writer.clear(),
    });
  }

  #answer(
    from: string,
    { topic, body }: Request,
    reply: (status: ResponseStatus, body: Uint8Array) => void,
    waitingBytes: number,
  ): void {
    const running = this.#running.get(from) ?? 0;
    if (running >= limits.requestsPerPeerMax || waitingBytes > limits.responseBusyBytes) {
      this.#counters.add("requestsBusy");
      return reply("busy", nothing);
    }
    const handler = this.#handlers.get(topic);
    if (handler === undefined) {
      this.#counters.add("requestsRefused");
      return reply("refused", nothing);
    }
    this.#running.set(from, running + 1);
    void this.#run(handler, from, topic, body).then(({ status, answer }) => {
      const left = (this.#running.get(from) ?? 1) - 1;
      if (left === 0) this.#running.delete(from);
      else this.#running.set(from, left);
      reply(status, answer);
    });
  }

  async #run(
    handler: RequestHandler,
    from: string,
    topic: string,
    body: Uint8Array,
  ): Promise<{ status: ResponseStatus; answer: Uint8Array }> {
    try {
      const answer = await handler(from, body);
      if (answer.length + responseOverheadBytes <= limits.frameBytesMax) {
        return { status: "ok", answer };
      }
      this.#log.warn({ topic, bytes: answer.length }, "An answer is too large to be sent.");
    } catch (error) {
      this.#log.debug({ topic, from, reason: reasonOf(error) }, "A request was refused.");
    }
    this.#counters.add("requestsRefused");
    return { status: "refused", answer: nothing };
  }
}
