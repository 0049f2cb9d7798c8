import type { Connection, Stream } from "@libp2p/interface";

import { AddressExchange, addressTopic } from "./address-exchange.ts";
import { Batches, type BatchHandler } from "./batches.ts";
import type { Connections } from "./connections.ts";
import type { MessageHandler, PeerHandler, PeerHost, PeerHostOptions, PeerInfo } from "./host.ts";
import { InboundStreams } from "./inbound-streams.ts";
import { type HostNode, startNode } from "./libp2p-node.ts";
import { limits } from "./limits.ts";
import type { Link } from "./link.ts";
import { type PeerLog, reasonOf } from "./log.ts";
import type { Member } from "./member-list.ts";
import { Pace } from "./pace.ts";
import { PeerError } from "./peer-error.ts";
import type { Protocols } from "./protocols.ts";
import { readFrames } from "./read-frames.ts";
import { type RequestHandler, RequestServer } from "./request-server.ts";

export interface HostParts {
  readonly self: string;
  readonly protocols: Protocols;
  readonly connections: Connections;
  readonly node: HostNode;
  readonly options: PeerHostOptions;
}

/** Joins the parts: connections, direct messages, batches, requests. Each has its own file; here is only the wiring. */
export class Libp2pHost implements PeerHost {
  readonly peerId: string;
  readonly #parts: HostParts;
  readonly #connections: Connections;
  readonly #log: PeerLog;
  readonly #batches: Batches;
  readonly #server: RequestServer;
  readonly #exchange: AddressExchange;
  readonly #inboundDirect = new InboundStreams();
  readonly #inboundRequests = new InboundStreams();
  readonly #inboundBatches = new InboundStreams();
  readonly #streamPace = new Pace(limits.streamsOpened);
  readonly #messagePace = new Pace(limits.messagesIn);
  readonly #messageHandlers: MessageHandler[] = [];
  readonly #connectHandlers: PeerHandler[] = [];
  readonly #disconnectHandlers: PeerHandler[] = [];
  #state: "new" | "running" | "stopped" = "new";

  constructor(parts: HostParts) {
    const { self, connections, options } = parts;
    const { counters } = connections;
    this.peerId = self;
    this.#parts = parts;
    this.#connections = connections;
    this.#log = options.log;
    this.#batches = new Batches({
      connections,
      log: this.#log,
      keepsPace: (peerId) => this.#keepsPace(peerId),
    });
    this.#server = new RequestServer(counters, this.#log, {
      keepsPace: (peerId) => this.#keepsPace(peerId),
      onViolation: (peerId, reason) => this.#violation(peerId, reason),
    });
    this.#exchange = new AddressExchange({
      self,
      book: connections.book,
      ownAddresses: () => this.addresses(),
      mayConnect: (peerId) => connections.mayConnect(peerId),
      peerIds: () => connections.members.peerIds(),
      connected: () => connections.ready().map((link) => link.peerId),
      ask: (peerId) =>
        this.request(peerId, addressTopic, new Uint8Array(0), limits.addressExchangeTimeoutMs),
      onLearned: (peerId) => connections.search(peerId),
    });
    this.#server.serve(addressTopic, async () => this.#exchange.answer());
  }

  addresses(): string[] {
    return this.#parts.node.getMultiaddrs().map((address) => address.toString());
  }

  peers(): PeerInfo[] {
    return this.#connections.ready().map((link) => ({
      peerId: link.peerId,
      name: this.#connections.members.get(link.peerId)?.name ?? "",
      address: link.connection.remoteAddr.toString(),
      direction: link.connection.direction,
      connectedAtMs: link.connectedAtMs,
    }));
  }

  setMembers(members: readonly Member[]): void {
    this.#connections.setMembers(members);
  }

  send(peerId: string, message: Uint8Array, when: "now" | "soon" = "now"): void {
    const link = this.#connections.get(peerId);
    if (link === undefined) this.#connections.counters.add("directDroppedNotConnected");
    else this.#push(link, message, when);
  }

  broadcast(
    message: Uint8Array,
    audience: "validators" | "everyone",
    when: "now" | "soon" = "now",
  ): void {
    const hearers =
      audience === "everyone" ? this.#connections.ready() : this.#connections.members.validators();
    for (const { peerId } of hearers) if (peerId !== this.peerId) this.send(peerId, message, when);
  }

  onMessage(handler: MessageHandler): void {
    this.#messageHandlers.push(handler);
  }

  publish(batch: Uint8Array): void {
    this.#batches.publish(batch);
  }

  onBatch(handler: BatchHandler): void {
    this.#batches.onBatch(handler);
  }

  request(peerId: string, topic: string, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
    const link = this.#connections.get(peerId);
    if (link !== undefined) return link.requests.request(topic, body, timeoutMs);
    const message = `${peerId} is not connected.`;
    return Promise.reject(new PeerError("PEER_GONE", message, { peerId, topic }));
  }

  serve(topic: string, handler: RequestHandler): void {
    this.#server.serve(topic, handler);
  }

  onConnect(handler: PeerHandler): void {
    this.#connectHandlers.push(handler);
  }

  onDisconnect(handler: PeerHandler): void {
    this.#disconnectHandlers.push(handler);
  }

  penalise(peerId: string, reason: string): void {
    this.#connections.penalise(peerId, reason);
  }

  counters(): Readonly<Record<string, number>> {
    return this.#connections.counters.snapshot();
  }

  async start(): Promise<void> {
    if (this.#state !== "new") {
      const message = "This host was started before. Make a new one: a host starts once.";
      throw new PeerError("HOST_NOT_RUNNING", message);
    }
    const { node, options } = this.#parts;
    this.#state = "running";
    this.#connections.attach(node, {
      onReady: (peerId) => {
        this.#exchange.ask(peerId);
        this.#call(this.#connectHandlers, (handler) => handler(peerId));
      },
      onGone: (peerId) => this.#call(this.#disconnectHandlers, (handler) => handler(peerId)),
    });
    await this.#acceptStreams();
    try {
      await startNode(node, options.listen);
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#exchange.start();
    this.#connections.startSearching();
    this.#log.info({ peerId: this.peerId, addresses: this.addresses() }, "The host listens.");
  }

  async stop(): Promise<void> {
    if (this.#state === "stopped") return;
    this.#state = "stopped";
    this.#exchange.stop();
    await this.#connections.stop();
    await this.#parts.node.stop();
  }

  async #acceptStreams(): Promise<void> {
    const { node, protocols } = this.#parts;
    const bounds = {
      maxInboundStreams: limits.inboundStreamsMax,
      maxOutboundStreams: limits.inboundStreamsMax,
    };
    const accept =
      (streams: InboundStreams, read: (from: string, stream: Stream) => void) =>
      (stream: Stream, connection: Connection): void => {
        if (!this.#connections.isCurrent(connection)) {
          return stream.abort(new Error("its connection is no longer in use"));
        }
        const from = connection.remotePeer.toString();
        if (!this.#streamPace.allows(from)) {
          stream.abort(new Error("its peer opens too many streams"));
          return this.#connections.penalise(from, "too many streams opened");
        }
        streams.replace(from, stream);
        read(from, stream);
      };
    await node.handle(
      protocols.direct,
      accept(this.#inboundDirect, (from, stream) => this.#readDirect(from, stream)),
      bounds,
    );
    await node.handle(
      protocols.batches,
      accept(this.#inboundBatches, (from, stream) => this.#batches.read(from, stream)),
      bounds,
    );
    await node.handle(
      protocols.request,
      accept(this.#inboundRequests, (from, stream) => this.#server.serveStream(from, stream)),
      bounds,
    );
  }

  #readDirect(from: string, stream: Stream): void {
    const { counters } = this.#connections;
    readFrames(stream, limits.frameBytesMax, {
      onFrame: (message) => {
        counters.add("directMessagesIn");
        counters.add("directBytesIn", message.length);
        if (!this.#keepsPace(from)) return;
        this.#call(this.#messageHandlers, (handler) => handler(from, message));
      },
      onViolation: (reason) => this.#violation(from, reason),
      onEnd: () => undefined, // the peer opens another one
    });
  }

  #push(link: Link, message: Uint8Array, when: "now" | "soon"): void {
    if (message.length <= limits.frameBytesMax) return link.direct.push(message, when);
    this.#connections.counters.add("directDroppedTooLarge");
    this.#log.warn({ bytes: message.length }, "A message is too large and was not sent.");
  }

  /** A handler of the layers above must not break the stream, nor the handlers after it. */
  #call<H>(handlers: readonly H[], call: (handler: H) => void): void {
    for (const handler of handlers) {
      try {
        call(handler);
      } catch (error) {
        this.#connections.counters.add("handlerErrors");
        this.#log.warn({ reason: reasonOf(error) }, "A handler failed.");
      }
    }
  }

  /** False if the peer floods: what it sends is dropped unread, and it is cut off if it goes on. */
  #keepsPace(from: string): boolean {
    if (!this.#connections.mayConnect(from)) return false; // cut off: the rest of what it wrote
    if (this.#messagePace.allows(from)) return true;
    this.#connections.penalise(from, "too many messages");
    return false;
  }

  #violation(peerId: string, reason: string): void {
    this.#connections.violation(peerId, reason);
  }
}
