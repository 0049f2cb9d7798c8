import { BUCKET_PAIRS_MAX, PAIR_BYTES } from "../../primitives/map-proof.ts";

/** Every bound of joining by a snapshot, each with its reason. */
export const snapshotLimits = {
  /** Of one answer, about: small enough that reading and encoding it is a few milliseconds of the serving node. */
  answerBytes: 256 * 1024,
  /** Nodes or entries in one answer, however small: what one read of the store gives at most. */
  entriesMax: 8_192,
  nodeBytesMax: 1 + BUCKET_PAIRS_MAX * PAIR_BYTES,
  blocksMax: 64,
  /** A hand-over of a hundred validators has some 20 kB. */
  handOversMax: 64,
  /** Headers between the block above the snapshot's and the certificate that makes it final (C6). */
  headersMax: 1_000,
  /** Of every so many blocks one keeps its certificate; those between are final as its ancestors (C6). */
  certificateEvery: 64,

  /** Snapshots that are open for others at once, one for each peer: what was overwritten since stays on disk for them. */
  pinsMax: 8,
  /** A peer that asked nothing for so long has gone or is lost. */
  pinIdleMs: 60_000,
  /** At 1 MB a second, 20 GB. */
  pinMsMax: 6 * 3_600_000,
  /** Questions that wait for their turn. */
  waitingMax: 64,
  /** After each answer the node rests for so many times as long as that took: its own work goes first. */
  restFactor: 2,

  answerMs: 30_000,
  /** The state after a block is proven by the next one, which an idle chain takes its time to make. */
  openMs: 100_000,
  /** A shorter chain is fetched block by block: that takes seconds, and brings the histories of its accounts. */
  worthBlocks: 256,
  /** From the first peer that connects, so long others are waited for: the one that is furthest ahead is asked first. */
  gatherMs: 2_000,
  /** Before all are asked again after none could help. */
  againMs: 3_000,
} as const;
