import { peerIdFromPrivateKey } from "@libp2p/peer-id";

import type { BatchHandler } from "./batches.ts";
import { Connections } from "./connections.ts";
import { Libp2pHost } from "./libp2p-host.ts";
import { createNode } from "./libp2p-node.ts";
import type { PeerLog } from "./log.ts";
import type { Member } from "./member-list.ts";
import { networkKeyOfSeed } from "./peer-id.ts";
import { protocolsOfChain } from "./protocols.ts";
import type { RequestHandler } from "./request-server.ts";

export type { Member } from "./member-list.ts";

export interface PeerHostOptions {
  /** 32-byte Ed25519 seed of the node's network identity. */
  readonly seed: Uint8Array;
  /** Multiaddrs to listen on, e.g. /ip4/127.0.0.1/tcp/26651. */
  readonly listen: readonly string[];
  /** Multiaddrs ending in /p2p/<peer id>; trusted for connection only. */
  readonly bootstrap: readonly string[];
  /** Who may connect, both directions. May name this node itself. */
  readonly members: readonly Member[];
  /** Protocol ids carry its first 8 bytes, so that two networks never mix. */
  readonly chainId: Uint8Array;
  readonly log: PeerLog;
}

export interface PeerInfo {
  readonly peerId: string;
  readonly name: string;
  readonly address: string;
  readonly direction: "inbound" | "outbound";
  readonly connectedAtMs: number;
}

export type MessageHandler = (from: string, message: Uint8Array) => void;
export type PeerHandler = (peerId: string) => void;

/** Moves bytes between members. What they mean is the business of the layers above. See README.md of this folder. */
export interface PeerHost {
  readonly peerId: string;
  /** Where this host listens, each ending in /p2p/<peer id>. Known after `start`. */
  addresses(): string[];
  /** The peers to which messages can be sent now. */
  peers(): PeerInfo[];
  /** Replaces the member list and closes the connections to those who are no longer on it. */
  setMembers(members: readonly Member[]): void;

  /** Never throws, never blocks. Dropped and counted if not connected; the oldest is dropped if the queue is full. */
  send(peerId: string, message: Uint8Array): void;
  /**
   * `send` to every member that is a validator, or to everyone who is connected. "soon": with the next message to the same peer,
   * or a few milliseconds later if there is none.
   */
  broadcast(message: Uint8Array, audience: "validators" | "everyone", when?: "now" | "soon"): void;
  /** A peer's messages arrive in its order; the first may come shortly before `onConnect`, and can be answered. */
  onMessage(handler: MessageHandler): void;

  /** Sends a batch, at most 1 MiB, to every validator that is connected; it goes no further. Never throws. */
  publish(batch: Uint8Array): void;
  /** Judges batches of others; "malformed" is also a penalty. One handler, the last one set. */
  onBatch(handler: BatchHandler): void;

  /** Rejects with PeerError: PEER_TIMEOUT, PEER_GONE, PEER_REFUSED, PEER_BUSY or MESSAGE_TOO_LARGE. */
  request(peerId: string, topic: string, body: Uint8Array, timeoutMs: number): Promise<Uint8Array>;
  /** Answers requests of a topic. A handler that throws refuses. One handler per topic. */
  serve(topic: string, handler: RequestHandler): void;

  /** Called when messages and requests can be sent to a peer. */
  onConnect(handler: PeerHandler): void;
  /** Called when a peer for which onConnect was called is no longer connected. */
  onDisconnect(handler: PeerHandler): void;
  /** Counts a misdeed. Beyond the bound the peer is cut off for a cool-down. */
  penalise(peerId: string, reason: string): void;
  /** Monotonic counts for metrics. */
  counters(): Readonly<Record<string, number>>;

  /** Throws PeerError PORT_IN_USE or LISTEN_FAILED. A host starts once; a restarted node makes a new one. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes a host that neither listens nor dials before `start`. Throws PeerError BAD_SEED or BAD_ADDRESS. */
export async function createPeerHost(options: PeerHostOptions): Promise<PeerHost> {
  const privateKey = await networkKeyOfSeed(options.seed);
  const self = peerIdFromPrivateKey(privateKey).toString();
  const protocols = protocolsOfChain(options.chainId);
  const connections = new Connections(self, protocols, options);
  const node = await createNode({
    privateKey,
    listen: options.listen,
    gate: connections.gate,
  });
  return new Libp2pHost({ self, protocols, connections, node, options });
}
