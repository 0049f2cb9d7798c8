import { equalBytes, fromUtf8, toHex, utf8 } from "../../primitives/bytes.ts";
import { decode, parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { sha256 } from "../../primitives/hasher.ts";
import { verifyMapProof } from "../../primitives/map-proof.ts";
import { verifyMerkleProof } from "../../primitives/merkle.ts";
import { transactionLeaf } from "../block.ts";
import { chainIdOf, firstValidators, type Genesis } from "../genesis.ts";
import { receipt, receiptLeaf } from "../receipt.ts";
import { decodeTransaction } from "../transaction.ts";
import {
  type StateProof,
  stateProof,
  type TransactionProof,
  transactionProof,
} from "./document.ts";
import { refuse, type Verdict, verifyFinalHeader } from "./verify-finality.ts";

export type Verified =
  | { readonly ok: true; readonly summary: { readonly [name: string]: Json } }
  | { readonly ok: false; readonly code: string; readonly message: string };

/**
 * Checks a proof document, as `tx_proof` and `state_proof` give it, against a genesis file and nothing else: no network,
 * no database. Whatever it accepts, a quorum of the genesis validators has signed.
 */
export function verifyProof(document: unknown, genesis: Genesis): Verified {
  const kind = (document as { kind?: unknown } | null)?.kind;
  const verdict =
    kind === "state"
      ? parsed(parseJson(stateProof, document), (proof) => verifyState(proof, genesis))
      : parsed(parseJson(transactionProof, document), (proof) => verifyTransaction(proof, genesis));
  return verdict.ok ? { ok: true, summary: verdict.value } : verdict;
}

type Summary = { readonly [name: string]: Json };

function parsed<T>(
  read: ReturnType<typeof parseJson<T>>,
  verify: (value: T) => Verdict<Summary>,
): Verdict<Summary> {
  if (read.ok) return verify(read.value);
  return refuse("NOT_A_PROOF", `${read.problem.path} ${read.problem.message}`.trim());
}

function verifyTransaction(proof: TransactionProof, genesis: Genesis): Verdict<Summary> {
  const chainId = chainIdOf(genesis);
  const validators = firstValidators(genesis);
  if (!equalBytes(proof.chainId, chainId)) return wrongChain();
  const final = verifyFinalHeader(proof.header, proof.finality, chainId, validators);
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
  return verifyReceipt(proof, proof.receipt, height, summary, genesis);
}

function verifyReceipt(
  proof: TransactionProof,
  part: NonNullable<TransactionProof["receipt"]>,
  height: number,
  summary: Summary,
  genesis: Genesis,
): Verdict<Summary> {
  const validators = firstValidators(genesis);
  const next = verifyFinalHeader(part.header, part.finality, proof.chainId, validators);
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

function verifyState(proof: StateProof, genesis: Genesis): Verdict<Summary> {
  const chainId = chainIdOf(genesis);
  if (!equalBytes(proof.chainId, chainId)) return wrongChain();
  const next = verifyFinalHeader(proof.header, proof.finality, chainId, firstValidators(genesis));
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

function wrongChain(): Verdict<never> {
  return refuse("WRONG_CHAIN", "The proof is of another network than the genesis file.");
}
