import type { Connection, ConnectionGater } from "@libp2p/interface";
import { multiaddr } from "@multiformats/multiaddr";

import { AddressBook } from "./address-book.ts";
import { Conduct } from "./conduct.ts";
import { Counters } from "./counters.ts";
import { createGate } from "./gate.ts";
import type { PeerHostOptions } from "./host.ts";
import type { HostNode } from "./libp2p-node.ts";
import { limits } from "./limits.ts";
import { Link } from "./link.ts";
import { type PeerLog, reasonOf } from "./log.ts";
import { type Member, MemberList } from "./member-list.ts";
import type { Protocols } from "./protocols.ts";
import { Redialler } from "./redial.ts";

export interface ConnectionEvents {
  /** Messages and requests can be sent to the peer. */
  readonly onReady: (peerId: string) => void;
  /** A peer that was ready is no longer connected. */
  readonly onGone: (peerId: string) => void;
}

/**
 * Who is connected: at most one connection per peer, only with peers that may connect, and searched for when absent.
 */
export class Connections {
  readonly gate: ConnectionGater;
  readonly counters = new Counters();
  readonly book: AddressBook;
  readonly members: MemberList;
  readonly #protocols: Protocols;
  readonly #log: PeerLog;
  readonly #conduct = new Conduct();
  readonly #links = new Map<string, Link>();
  readonly #redialler: Redialler;
  #node: HostNode | undefined;
  #events: ConnectionEvents | undefined;
  #stopping = false;

  constructor(self: string, protocols: Protocols, options: PeerHostOptions) {
    this.#protocols = protocols;
    this.#log = options.log;
    this.book = new AddressBook(options.bootstrap);
    this.members = new MemberList(self, this.book.typedPeerIds(), options.members);
    this.gate = createGate({
      self,
      mayConnect: (peerId) => this.mayConnect(peerId),
      current: (peerId) => this.#current(peerId),
      counters: this.counters,
    });
    this.#redialler = new Redialler({
      dial: (address) => this.#dial(address),
      addresses: (peerId) => this.book.addresses(peerId),
      isWanted: (peerId) => this.mayConnect(peerId) && !this.#links.has(peerId),
    });
  }

  /** Follows the connections of a node. Called before it starts, so that none is missed. */
  attach(node: HostNode, events: ConnectionEvents): void {
    this.#node = node;
    this.#events = events;
    node.addEventListener("connection:open", (event) => this.#onOpen(event.detail));
    node.addEventListener("connection:close", (event) => this.#onClose(event.detail));
  }

  startSearching(): void {
    this.#redialler.start(this.members.peerIds());
  }

  /** Ends all connections, in good order where the peer plays along. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#redialler.stop();
    await Promise.all([...this.#links.values()].map((link) => closeOrAbort(link.connection)));
  }

  mayConnect(peerId: string): boolean {
    return !this.#stopping && this.members.mayConnect(peerId) && !this.#conduct.isCutOff(peerId);
  }

  get(peerId: string): Link | undefined {
    return this.#links.get(peerId);
  }

  /** Links on which messages can be sent. */
  ready(): Link[] {
    return [...this.#links.values()].filter((link) => link.ready);
  }

  /** The connection is the one in use with its peer. */
  isCurrent(connection: Connection): boolean {
    return this.#links.get(connection.remotePeer.toString())?.connection === connection;
  }

  setMembers(members: readonly Member[]): void {
    for (const peerId of this.members.set(members)) {
      if (this.members.mayConnect(peerId)) continue;
      this.#redialler.forget(peerId);
      this.book.forget(peerId);
      this.#conduct.forget(peerId);
      this.cut(peerId, "no longer a member");
    }
    for (const peerId of this.members.peerIds()) this.search(peerId);
  }

  /** Looks for a peer at once, unless it is connected. */
  search(peerId: string): void {
    if (!this.#links.has(peerId)) this.#redialler.wake(peerId);
  }

  penalise(peerId: string, reason: string): void {
    this.counters.add("penalties");
    this.#log.warn({ peerId, reason }, "A peer misbehaved.");
    if (!this.#conduct.penalise(peerId)) return;
    this.counters.add("peersCutOff");
    this.#log.warn({ peerId, coolDownMs: limits.coolDownMs }, "A peer is cut off for a while.");
    this.cut(peerId, "cut off for misbehaviour");
  }

  /** A peer broke a protocol: a penalty with a counter of its own. */
  violation(peerId: string, reason: string): void {
    this.counters.add("framesMalformed");
    this.penalise(peerId, reason);
  }

  cut(peerId: string, reason: string): void {
    this.#links.get(peerId)?.connection.abort(new Error(reason));
  }

  #current(peerId: string): { connection: Connection; ageMs: number } | undefined {
    const link = this.#links.get(peerId);
    if (link === undefined) return undefined;
    return { connection: link.connection, ageMs: performance.now() - link.openedAtMs };
  }

  async #dial(address: string): Promise<void> {
    if (this.#node === undefined) return;
    this.counters.add("dials");
    try {
      const signal = AbortSignal.timeout(limits.dialTimeoutMs);
      const connection = await this.#node.dial(multiaddr(address), { signal });
      this.book.prefer(connection.remotePeer.toString(), address);
    } catch (error) {
      this.counters.add("dialsFailed");
      this.#log.debug({ address, reason: reasonOf(error) }, "A dial failed.");
      throw error;
    }
  }

  #onOpen(connection: Connection): void {
    const peerId = connection.remotePeer.toString();
    const older = this.#links.get(peerId);
    if (older !== undefined || !this.mayConnect(peerId)) {
      // Two connections passed the gate within one turn, or the list changed since: start over with none.
      connection.abort(new Error("superseded while it was being opened"));
      if (older !== undefined) older.connection.abort(new Error("superseded"));
      return;
    }
    this.counters.add("connectionsOpened");
    const link = new Link(connection, {
      counters: this.counters,
      onReady: () => this.#onReady(link),
      onViolation: (reason) => this.violation(peerId, reason),
    });
    this.#links.set(peerId, link);
    link.open(this.#protocols);
  }

  #onReady(link: Link): void {
    const { peerId, connection } = link;
    this.#log.info({ peerId, direction: connection.direction }, "A peer is connected.");
    this.#events?.onReady(peerId);
  }

  #onClose(connection: Connection): void {
    const peerId = connection.remotePeer.toString();
    const link = this.#links.get(peerId);
    if (link?.connection !== connection) return;
    this.#links.delete(peerId);
    this.counters.add("connectionsClosed");
    link.end();
    if (!link.ready) return this.#redialler.resume(peerId);
    this.#log.info({ peerId }, "A peer is no longer connected.");
    this.#redialler.wake(peerId, limits.redialDelayMsMin);
    this.#events?.onGone(peerId);
  }
}

async function closeOrAbort(connection: Connection): Promise<void> {
  try {
    await connection.close({ signal: AbortSignal.timeout(limits.closeTimeoutMs) });
  } catch {
    connection.abort(new Error("the peer did not close its side in time"));
  }
}
