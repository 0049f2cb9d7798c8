import type { Connection, ConnectionGater, PeerId } from "@libp2p/interface";

import type { Counters } from "./counters.ts";
import { newerStays } from "./duplicates.ts";

export interface GateRules {
  readonly self: string;
  /** On the list, not cut off, and this host is not stopping. */
  readonly mayConnect: (peerId: string) => boolean;
  /** The connection in use with this peer, and its age. */
  readonly current: (peerId: string) => { connection: Connection; ageMs: number } | undefined;
  readonly counters: Counters;
}

/**
 * Decides about every connection before any protocol runs on it.
 *
 * It also keeps connections of one pair from overlapping: two at a time would cost twice, and messages on both could overtake each
 * other. So a loser is refused before it counts as a connection, and a loser that is open already is ended before the winner begins.
 */
export function createGate(rules: GateRules): ConnectionGater {
  const refuse = (peerId: PeerId, counter: "refusedInbound" | "refusedOutbound"): boolean => {
    if (rules.mayConnect(peerId.toString())) return false;
    rules.counters.add(counter);
    return true;
  };

  const refuseDuplicate = (peerId: string, dialler: string): boolean => {
    const older = rules.current(peerId);
    if (older === undefined) return false;
    const rival = {
      dialler: older.connection.direction === "outbound" ? rules.self : peerId,
      open: older.connection.status === "open",
      ageMs: older.ageMs,
    };
    rules.counters.add("connectionsDuplicate");
    if (!newerStays(rival, dialler)) return true;
    older.connection.abort(new Error("replaced by a newer connection of the same peer"));
    return false;
  };

  return {
    denyDialPeer: (peerId) => !rules.mayConnect(peerId.toString()),
    denyInboundEncryptedConnection: (peerId) => refuse(peerId, "refusedInbound"),
    denyOutboundEncryptedConnection: (peerId) => refuse(peerId, "refusedOutbound"),
    denyInboundUpgradedConnection: (peerId) =>
      refuse(peerId, "refusedInbound") || refuseDuplicate(peerId.toString(), peerId.toString()),
    denyOutboundUpgradedConnection: (peerId) =>
      refuse(peerId, "refusedOutbound") || refuseDuplicate(peerId.toString(), rules.self),
  };
}
