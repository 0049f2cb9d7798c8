/** Every bound of the server, with its reason. */
export const rpcLimits = {
  /** 100 transactions of 64 KiB in hexadecimal are 12.8 MB; typical bulk is far below, and memory per caller is bounded. */
  bodyBytes: 8 * 1024 * 1024,
  /** Requests in a JSON-RPC batch, and transactions in one tx_submit. */
  batchMax: 100,
  /** Calls per second and caller. A generous default: it stops a runaway loop, not an integrator. */
  callsPerSecond: 5_000,
  /** Callers whose budget is remembered; the ones seen longest ago are forgotten first. */
  callersMax: 10_000,
  /** Entries in one answer of a list. */
  pageMax: 100,
  pageDefault: 25,
  /** One tx_wait. A client that wants longer asks again. */
  waitMsMax: 60_000,
  /** Calls that wait for a block at one time. Each holds a connection and is looked at with every block. */
  waitsMax: 10_000,
  connectionsMax: 2_000,
  subscriptionsPerConnection: 100,
  /** Of all connections: each looks into an index at every block. */
  subscriptionsMax: 2_000,
  /** Calls of one WebSocket connection that are being answered. */
  callsPerConnection: 200,
  /** Bytes waiting in a WebSocket; above it notifications pause. */
  outgoingBytesPause: 4 * 1024 * 1024,
  /** Bytes waiting in a WebSocket; above it the connection is closed, whatever fills it. */
  outgoingBytesMax: 32 * 1024 * 1024,
  /** A reader that leaves notifications paused for longer is closed. */
  slowReaderMs: 10_000,
  /** A reader that is being closed has this long to take the reason; one that takes nothing never answers. */
  closingMs: 1_000,
  /** A WebSocket that answers no ping for this long is gone. */
  pingMs: 30_000,
  /** Beyond one empty block interval, the time that a block may take to become final. */
  nextBlockGraceMs: 2_000,
  /** Conversions to JSON give the event loop its turn after this many transactions. */
  transactionsPerTurn: 100,
  /** Committed blocks that subscriptions share in memory. */
  blocksCached: 8,
} as const;
