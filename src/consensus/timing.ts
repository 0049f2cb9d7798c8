/** The durations of consensus, in milliseconds. Every replica of a chain should use the same. */
export interface Timing {
  /** T of a view after no failures (C10): well above three message delays. */
  readonly baseTimeoutMs: number;
  /** T never grows beyond this, so that a healed network is noticed soon. */
  readonly timeoutCapMs: number;
  /** How often what may have been lost is sent again (C9), and how long an answer is waited for. */
  readonly retransmitMs: number;
  /** A primary that was not heard for so long, while a quorum was, is given up at once (C10). Grows as T does. */
  readonly silenceMs: number;
  /**
   * A primary lets this pass between its parent's time and its own block, so that a busy chain makes fewer and fuller blocks; a
   * chain that rests proposes at once. Each block costs every replica three signed messages whatever it holds.
   */
  readonly blockIntervalMs: number;
  /** The longest that a chain without transactions stays without a block (C11). */
  readonly emptyBlockIntervalMs: number;
  /** A header may be so far ahead of one's own clock (C12). Never widened. */
  readonly aheadMs: number;
  /** A header may be so far behind one's own clock; doubles with each skipped view (C12). */
  readonly behindMs: number;
  /** Bodies that the primary first saw less than this ago travel with its proposal. */
  readonly gossipMs: number;
  /** How many views ahead of one's own votes and proposals are kept (C10). */
  readonly window: number;
}

export const defaultTiming: Timing = {
  baseTimeoutMs: 1_000,
  timeoutCapMs: 32_000,
  retransmitMs: 500,
  silenceMs: 3_000,
  blockIntervalMs: 25,
  emptyBlockIntervalMs: 30_000,
  aheadMs: 500,
  behindMs: 5_000,
  gossipMs: 200,
  window: 16,
};

/** Bounds of the core's own data, each with its reason. */
export const bounds = {
  /** More uncommitted ancestors than this make proposals empty (C10): execution ahead of agreement is bounded. */
  depthMax: 8,
  /** Largest message between replicas: a full block with every body, its references and a certificate. */
  messageBytes: 3_000_000,
  /** Votes in one STATUS: those of many stuck views, at 120 bytes each. */
  statusVotes: 256,
  /** Certificates in one page; a page of a hundred validators' is under 200 kB. */
  certificatesPage: 32,
  /** Bytes of bodies in one answer. At least one body always fits. */
  bodiesBytes: 1_000_000,
  /** Bytes of committed blocks in one page of catch-up (C9), and how many. */
  pageBytes: 1_000_000,
  pageBlocks: 64,
  /** Pages whose blocks wait for their turn: the one that is executed, and one more so that nobody waits for the network. */
  pagesWaiting: 2,
  /** Certificates of pages whose blocks are not all executed: of those that wait, and of the one before them. */
  pageProofs: 4,
  /** Headers between the last block of a page and the certificate that makes it final (C6). */
  pageHeaders: 1_024,
  /** Bodies that a replica passes on because the primary may not know them (C11). */
  offeredBodies: 64,
  offeredBytes: 256_000,
  /** Pieces of evidence kept (C14): the first ones against a validator are enough to act. */
  evidence: 256,
  /** Peers whose last answer is remembered, validators and observers. */
  answeredPeers: 512,
  /** T stops doubling here even without a cap, so that it stays an exact integer. */
  exponent: 30,
  /** So long after it did not sign a vote the signer is asked for it again: a pause that people do not notice. */
  signAgainMs: 100,
  /** The journal is rewritten once it has grown by this much (C8). */
  journalBytes: 4_000_000,
} as const;
