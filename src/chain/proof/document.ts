import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { validator } from "../validator-set.ts";

/**
 * Proofs as documents: self-contained, so that an auditor checks one with nothing but the genesis file. Byte strings are
 * the canonical SSZ of what they are called, in hexadecimal.
 */
const headerBytes = field.blob(512);
const certificateBytes = field.blob(32_768);

/** Longest run of headers between a block and the certificate that makes it final (C6). */
const HEADERS_MAX = 1_000;
/** Epochs between two that a verifier may trust; whoever is further behind follows them in several steps. */
export const HAND_OVERS_MAX = 1_000;
/** A tree of 64-bit depth would be unreal; 64 levels of 4 hashes bound any map proof. */
const SIBLINGS_MAX = 256;

/**
 * C13. How an epoch hands over to the next: its last header, which its validators certified and which names the next set,
 * and that set. A chain of these leads from any set that is trusted to every later one.
 */
export const handOver = field.record({
  header: headerBytes,
  certificate: certificateBytes,
  validators: field.list(validator, limits.validators, 1),
});
export type HandOver = ValueOf<typeof handOver>;

const finality = field.record({
  certificate: certificateBytes,
  headers: field.list(headerBytes, HEADERS_MAX),
});

/** From the epoch that the verifier trusts to the one that signed (C13); empty if that is the same. */
const handOvers = field.list(handOver, HAND_OVERS_MAX);

const branch = field.record({
  index: field.uint(32),
  count: field.uint(32),
  siblings: field.list(field.hash(), 32),
});

const receiptProof = field.record({
  receipt: field.blob(limits.resultBytes * limits.operationsPerTransaction * 2),
  branch,
  /** Header of the next block: it carries the receipts root. */
  header: headerBytes,
  finality,
});

export const transactionProof = field.record({
  kind: field.choice(["transaction"]),
  chainId: field.hash(),
  handOvers,
  id: field.hash(),
  transaction: field.blob(limits.transactionBytes),
  header: headerBytes,
  branch,
  finality,
  /** Absent while the block is the newest: the next header is what proves a receipt. */
  receipt: field.optional(receiptProof),
});
export type TransactionProof = ValueOf<typeof transactionProof>;

export const stateProof = field.record({
  kind: field.choice(["state"]),
  chainId: field.hash(),
  handOvers,
  key: field.text(200),
  /** SHA-256 of the key: a key damaged on the way is refused, and not proven absent, which it may well be. */
  keyHash: field.hash(),
  value: field.optional(field.blob(65_536)),
  proof: field.record({
    bucket: field.blob(1_025),
    siblings: field.list(field.hash(), SIBLINGS_MAX),
  }),
  /** The state is that after the block of this height; the header is that of the next block. */
  height: field.count(),
  header: headerBytes,
  finality,
});
export type StateProof = ValueOf<typeof stateProof>;

/** That a header is final, and nothing about its block: what a light client keeps. */
export const headerProof = field.record({
  kind: field.choice(["header"]),
  chainId: field.hash(),
  handOvers,
  header: headerBytes,
  finality,
});
export type HeaderProof = ValueOf<typeof headerProof>;

export type FinalityProof = ValueOf<typeof finality>;
