import type { Connection, Stream } from "@libp2p/interface";
import { setTimeout as pause } from "node:timers/promises";

import type { Counters } from "./counters.ts";
import { FrameWriter } from "./frame-writer.ts";
import { limits } from "./limits.ts";
import type { Protocols } from "./protocols.ts";
import { closeWithRemote, toError } from "./read-frames.ts";
import { RequestClient } from "./request-client.ts";

export interface LinkEvents {
  /** All streams are open for the first time: messages and requests can be sent. */
  readonly onReady: () => void;
  readonly onViolation: (reason: string) => void;
  readonly counters: Counters;
}

/**
 * One connection with one peer, and the three streams that this side opens on it: direct messages, requests with
 * their answers, and batches. (The peer opens its own; what comes in on them never passes through here.)
 *
 * A stream that dies is opened again. If that fails repeatedly, or the peer does not speak this network's protocols,
 * the whole connection is cut and the redial loop starts afresh.
 */
export class Link {
  readonly peerId: string;
  readonly connection: Connection;
  readonly openedAtMs = performance.now();
  readonly connectedAtMs = Date.now();
  readonly direct: FrameWriter;
  readonly batches: FrameWriter;
  readonly requests: RequestClient;
  readonly #events: LinkEvents;
  readonly #ending = new AbortController();
  readonly #opened = new Set<string>();
  #ready = false;

  constructor(connection: Connection, events: LinkEvents) {
    const { counters } = events;
    this.peerId = connection.remotePeer.toString();
    this.connection = connection;
    this.#events = events;
    this.requests = new RequestClient(this.peerId, counters, events.onViolation);
    this.direct = new FrameWriter({
      countMax: limits.directQueueCountMax,
      bytesMax: limits.directQueueBytesMax,
      onSent: (bytes) => {
        counters.add("directMessagesOut");
        counters.add("directBytesOut", bytes);
      },
      onDropped: () => counters.add("directDroppedQueueFull"),
    });
    this.batches = new FrameWriter({
      countMax: limits.batchQueueCountMax,
      bytesMax: limits.batchQueueBytesMax,
      onSent: (bytes) => {
        counters.add("batchesOut");
        counters.add("batchBytesOut", bytes);
      },
      onDropped: () => counters.add("batchesDroppedQueueFull"),
    });
  }

  get ready(): boolean {
    return this.#ready;
  }

  open(protocols: Protocols): void {
    void this.#keepOpen(protocols.direct, (stream) => writeOn(this.direct, stream));
    void this.#keepOpen(protocols.batches, (stream) => writeOn(this.batches, stream));
    void this.#keepOpen(protocols.request, (stream) => this.requests.serveStream(stream));
  }

  /** The connection is gone: nothing is opened again, requests fail, queued messages are dropped. */
  end(): void {
    this.#ending.abort();
    this.direct.clear();
    this.batches.clear();
    this.requests.close();
  }

  async #keepOpen(protocol: string, use: (stream: Stream) => Promise<void>): Promise<void> {
    let failures = 0;
    while (!this.#ending.signal.aborted) {
      const stream = await this.#openStream(protocol);
      if (
        stream === "broken" ||
        (stream === "failed" && ++failures >= limits.streamOpenFailuresMax)
      ) {
        return this.#cut(`no stream for ${protocol}`);
      }
      if (typeof stream === "object") {
        failures = 0;
        this.#noteOpened(protocol);
        await use(stream);
        if (!this.#ending.signal.aborted) this.#events.counters.add("streamsReopened");
      }
      await pause(limits.streamReopenDelayMs, undefined, { signal: this.#ending.signal }).catch(
        () => undefined, // the link ended: the loop's condition says so
      );
    }
  }

  async #openStream(protocol: string): Promise<Stream | "failed" | "broken"> {
    try {
      const signal = AbortSignal.any([
        this.#ending.signal,
        AbortSignal.timeout(limits.streamOpenTimeoutMs),
      ]);
      return await this.connection.newStream(protocol, { signal });
    } catch (error) {
      if (toError(error).name !== "UnsupportedProtocolError") return "failed";
      this.#events.counters.add("connectionsOtherNetwork");
      return "broken";
    }
  }

  #noteOpened(protocol: string): void {
    this.#opened.add(protocol);
    if (this.#ready || this.#opened.size < 3 || this.#ending.signal.aborted) return;
    this.#ready = true;
    this.#events.onReady();
  }

  #cut(reason: string): void {
    if (this.connection.status === "open") this.connection.abort(new Error(reason));
  }
}

/** Until the stream ends. Nothing is read from it: the peer answers on a stream of its own. */
function writeOn(writer: FrameWriter, stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    const onClose = (): void => {
      writer.detach(stream);
      resolve();
    };
    stream.addEventListener("close", onClose, { once: true });
    closeWithRemote(stream);
    if (stream.status === "open") writer.attach(stream);
    else onClose();
  });
}
