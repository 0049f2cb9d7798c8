import { equalBytes, fromUtf8, toHex, utf8 } from "../../primitives/bytes.ts";
import { decode, parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { verifyMapProof } from "../../primitives/map-proof.ts";
import { verifyMerkleProof } from "../../primitives/merkle.ts";
import { digestOf, transactionLeaf } from "../block.ts";
import type { Genesis } from "../genesis.ts";
import { receipt, receiptLeaf } from "../receipt.ts";
import { decodeTransaction } from "../transaction.ts";
import type { ValidatorSet } from "../validator-set.ts";
import {
  type HandOver,
  type HeaderProof,
  headerProof,
  type StateProof,
  stateProof,
  type TransactionProof,
  transactionProof,
} from "./document.ts";
import { followHandOvers, type Trust, trustGenesis } from "./trust.ts";
import { refuse, type Verdict, verifyFinalHeader } from "./verify-finality.ts";

export type Verified =
  | { readonly ok: true; readonly summary: { readonly [name: string]: Json } }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Checks a proof document, as `tx_proof`, `state_proof` and `chain_proof` give it, against a genesis file and nothing else: no
 * network, no database. Whatever it accepts, a quorum has signed of the genesis validators, or of a set that they handed over to.
 */
export function verifyProof(document: unknown, genesis: Genesis): Verified {
  return verifyProofFrom(document, trustGenesis(genesis));
}

/** The same from any set that is trusted: a light client's, or an auditor's file. */
export function verifyProofFrom(document: unknown, trust: Trust): Verified {
  const verdict = verdictOn(document, trust);
  return verdict.ok ? { ok: true, summary: verdict.value } : verdict;
}

function verdictOn(document: unknown, trust: Trust): Verdict<Summary> {
  switch ((document as { kind?: unknown } | null)?.kind) {
    case "state":
      return parsed(parseJson(stateProof, document), trust, verifyState);
    case "header":
      return parsed(parseJson(headerProof, document), trust, verifyHeader);
    default:
      return parsed(parseJson(transactionProof, document), trust, verifyTransaction);
  }
}

type Summary = { readonly [name: string]: Json };

/** Which validators count, in the epochs that the proof reaches. */
type SetOf = (epoch: number) => ValidatorSet | undefined;

interface AnyProof {
  readonly chainId: Uint8Array;
  readonly handOvers: readonly HandOver[];
}

function parsed<T extends AnyProof>(
  read: ReturnType<typeof parseJson<T>>,
  trust: Trust,
  verify: (proof: T, setOf: SetOf) => Verdict<Summary>,
): Verdict<Summary> {
  if (!read.ok) {
    return refuse("NOT_A_PROOF", `${read.problem.path} ${read.problem.message}`.trim());
  }
  const proof = read.value;
  if (!equalBytes(proof.chainId, trust.chainId)) {
    return refuse("WRONG_CHAIN", "The proof is of another network than the one that is trusted.");
  }
  const sets = followHandOvers(trust, proof.handOvers);
  return sets.ok ? verify(proof, (epoch) => sets.value.get(epoch)) : sets;
}

function verifyHeader({ chainId, header, finality }: HeaderProof, setOf: SetOf): Verdict<Summary> {
  const final = verifyFinalHeader(header, finality, chainId, setOf);
  if (!final.ok) return final;
  const { height, epoch, timeMs, stateRoot } = final.value;
  const digest = toHex(digestOf(final.value));
  return { ok: true, value: { height, digest, epoch, timeMs, stateRoot: toHex(stateRoot) } };
}

function verifyTransaction(proof: TransactionProof, setOf: SetOf): Verdict<Summary> {
  const final = verifyFinalHeader(proof.header, proof.finality, proof.chainId, setOf);
  if (!final.ok) return final;
  const decoded = decodeTransaction(proof.transaction);
  if (!decoded.ok) return refuse("NOT_A_PROOF", `transaction ${decoded.problem.message}`);
  const transaction = decoded.value;
  if (!equalBytes(transaction.id, proof.id)) {
    return refuse(
      "NOT_IN_BLOCK",
      "The transaction's bytes do not have the id that the proof names.",
    );
  }
  const { transactionsRoot, height, timeMs } = final.value;
  if (!verifyMerkleProof(transactionsRoot, transactionLeaf(transaction), proof.branch)) {
    return refuse("NOT_IN_BLOCK", "The branch does not lead from the transaction to the block.");
  }
  const summary = { id: toHex(proof.id), height, index: proof.branch.index, timeMs };
  if (proof.receipt === undefined) return { ok: true, value: { ...summary, outcome: null } };
  return verifyReceipt(proof, proof.receipt, height, summary, setOf);
}

function verifyReceipt(
  proof: TransactionProof,
  part: NonNullable<TransactionProof["receipt"]>,
  height: number,
  summary: Summary,
  setOf: SetOf,
): Verdict<Summary> {
  const next = verifyFinalHeader(part.header, part.finality, proof.chainId, setOf);
  if (!next.ok) return next;
  const decoded = decode(receipt, part.receipt);
  if (!decoded.ok) return refuse("NOT_A_PROOF", `receipt ${decoded.problem.message}`);
  const { transaction, code } = decoded.value;
  const samePlace =
    part.branch.index === proof.branch.index && part.branch.count === proof.branch.count;
  const proven =
    next.value.height === height + 1 &&
    samePlace &&
    equalBytes(transaction, proof.id) &&
    verifyMerkleProof(next.value.receiptsRoot, receiptLeaf(decoded.value), part.branch);
  if (!proven)
    return refuse(
      "RECEIPT_NOT_PROVEN",
      "The receipt is not this transaction's in the next header.",
    );
  return { ok: true, value: { ...summary, outcome: code } };
}

function verifyState(proof: StateProof, setOf: SetOf): Verdict<Summary> {
  const next = verifyFinalHeader(proof.header, proof.finality, proof.chainId, setOf);
  if (!next.ok) return next;
  const { key, keyHash, value, height } = proof;
  if (!equalBytes(sha256(utf8(key)), keyHash)) {
    return refuse("STATE_NOT_PROVEN", "The key is not the one that the proof was made for.");
  }
  const proven =
    next.value.height === height + 1 &&
    verifyMapProof(next.value.stateRoot, key, value, proof.proof);
  if (!proven)
    return refuse("STATE_NOT_PROVEN", "The entry does not lead to the header's state root.");
  const shown = value === undefined ? null : (printable(value) ?? toHex(value));
  return { ok: true, value: { key, value: shown, present: value !== undefined, height } };
}

function printable(value: Uint8Array): string | undefined {
  const text = fromUtf8(value);
  return text !== undefined && /^[ -~]+$/.test(text) ? text : undefined;
}
