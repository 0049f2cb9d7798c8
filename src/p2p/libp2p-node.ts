import type { ConnectionGater, Libp2p, PrivateKey } from "@libp2p/interface";
import { tcp } from "@libp2p/tcp";
import { tls } from "@libp2p/tls";
import { createLibp2p } from "libp2p";

import { limits } from "./limits.ts";
import { reasonOf } from "./log.ts";
import { muxer } from "./muxer.ts";
import { PeerError } from "./peer-error.ts";

export type HostNode = Libp2p;

export interface NodeOptions {
  readonly privateKey: PrivateKey;
  readonly listen: readonly string[];
  readonly gate: ConnectionGater;
}

/**
 * libp2p with exactly what this network uses: TCP, TLS 1.3 and yamux.
 *
 * TLS alone: with it messages run four times as fast as with noise, for a third of the CPU. libp2p's own reconnecting
 * is off; `redial.ts` does that. TCP_NODELAY is set on both sides: a vote must not wait for the next one.
 */
export function createNode({ privateKey, listen, gate }: NodeOptions): Promise<HostNode> {
  return createLibp2p({
    start: false,
    privateKey,
    addresses: { listen: [...listen] },
    nodeInfo: { name: "portolan", version: "1", userAgent: "portolan" },
    transports: [
      tcp({
        dialOpts: { noDelay: true, keepAlive: true },
        listenOpts: { noDelay: true, keepAlive: true },
      }),
    ],
    connectionEncrypters: [tls()],
    streamMuxers: [
      muxer({
        maxInboundStreams: limits.streamsPerConnectionMax,
        maxOutboundStreams: limits.streamsPerConnectionMax,
      }),
    ],
    connectionGater: gate,
    connectionManager: {
      maxConnections: limits.connectionsMax,
      maxIncomingPendingConnections: limits.pendingConnectionsMax,
      inboundConnectionThreshold: limits.connectionsPerHostAndSecondMax,
      inboundUpgradeTimeout: limits.dialTimeoutMs,
      dialTimeout: limits.dialTimeoutMs,
      addressDialTimeout: limits.dialTimeoutMs,
      outboundStreamProtocolNegotiationTimeout: limits.streamOpenTimeoutMs,
      inboundStreamProtocolNegotiationTimeout: limits.streamOpenTimeoutMs,
      connectionCloseTimeout: limits.closeTimeoutMs,
      reconnectRetries: 0,
    },
    connectionMonitor: {
      pingInterval: limits.pingIntervalMs,
      pingTimeout: { minTimeout: limits.pingTimeoutMs, maxTimeout: limits.pingTimeoutMs },
    },
  });
}

/** Starts to listen. A port that is taken is the operator's most common trouble, so it has an error of its own. */
export async function startNode(node: HostNode, listen: readonly string[]): Promise<void> {
  try {
    await node.start();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.includes("EADDRINUSE")) {
      throw new PeerError(
        "PORT_IN_USE",
        `Another program listens on ${listen.join(" or ")}. Stop it (it may be this node, started twice), or choose another port for the peer-to-peer address.`,
        { listen },
        error,
      );
    }
    const message = `The node cannot listen on ${listen.join(", ")}: ${reason}`;
    throw new PeerError("LISTEN_FAILED", message, { listen }, error);
  }
}
