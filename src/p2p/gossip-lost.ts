import { limits } from "./limits.ts";
import type { Link } from "./link.ts";

/**
 * A connection on which gossipsub has no outgoing stream although it had time to open one.
 *
 * gossipsub opens it once per connection. If that stream dies (the peer did not read, or reset it), gossip with the
 * peer would stay dead while everything else works; only a new connection brings it back.
 */
export function gossipLost(link: Link, nowMs: number): boolean {
  if (nowMs - link.openedAtMs < limits.gossipStreamMissingMs) return false;
  return !link.connection.streams.some(
    (stream) => stream.direction === "outbound" && stream.protocol.startsWith("/meshsub/"),
  );
}
