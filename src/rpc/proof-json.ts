import { header, transactionLeaf } from "../chain/block.ts";
import { receipt, receiptLeaf } from "../chain/receipt.ts";
import { certificate } from "../chain/vote.ts";
import { toHex, utf8 } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { Json } from "../primitives/fields/field.ts";
import { sha256 } from "../primitives/hasher.ts";
import { merkleProof, type MerkleProof } from "../primitives/merkle.ts";
import type { CommittedBlock, Finality, RpcContext } from "./context.ts";
import { rpcLimits } from "./limits.ts";

/**
 * Proofs as documents that stand alone: with the genesis file, and nothing else, anyone can check them offline. Bytes
 * are canonical, in hexadecimal; the verifier hashes what is there and trusts no field that only repeats.
 */

export function finalityToJson(value: Finality): Json {
  return {
    certificate: toHex(encode(certificate, value.certificate)),
    headers: value.headers.map((one) => toHex(encode(header, one))),
  };
}

/** That a transaction is in a final block, and, if the next header is there, what became of it. */
export function transactionProof(
  chainId: Uint8Array,
  block: CommittedBlock,
  index: number,
  finality: Finality,
  next: { readonly block: CommittedBlock; readonly finality: Finality } | undefined,
): Json {
  const leaves = block.block.transactions.map(transactionLeaf);
  const transaction = block.transactions[index]!;
  return {
    kind: "transaction",
    chainId: toHex(chainId),
    id: toHex(transaction.id),
    transaction: toHex(transaction.bytes),
    header: headerHex(block),
    branch: branchToJson(merkleProof(leaves, index)),
    finality: finalityToJson(finality),
    // The root of a block's receipts stands in the header above: a block is voted on before it is executed.
    receipt:
      next === undefined
        ? null
        : {
            receipt: toHex(encode(receipt, block.receipts[index]!)),
            branch: branchToJson(merkleProof(block.receipts.map(receiptLeaf), index)),
            header: headerHex(next.block),
            finality: finalityToJson(next.finality),
          },
  };
}

/** That a key has a value, or is absent, in the state after `height`; the header above it carries the root. */
export function stateProof(
  chainId: Uint8Array,
  key: string,
  { height, value, proof }: ReturnType<RpcContext["proveState"]>,
  above: CommittedBlock,
  finality: Finality,
): Json {
  return {
    kind: "state",
    chainId: toHex(chainId),
    key,
    keyHash: toHex(sha256(utf8(key))),
    value: value === undefined ? null : toHex(value),
    proof: { bucket: toHex(proof.bucket), siblings: proof.siblings.map(toHex) },
    height,
    header: headerHex(above),
    finality: finalityToJson(finality),
  };
}

/** How long the block above the head can take: one empty block interval and a little. */
export function nextBlockMs(node: RpcContext): number {
  return node.genesis.parameters.emptyBlockIntervalMs + rpcLimits.nextBlockGraceMs;
}

function branchToJson({ index, count, siblings }: MerkleProof): Json {
  return { index, count, siblings: siblings.map(toHex) };
}

function headerHex({ block }: CommittedBlock): string {
  return toHex(encode(header, block.header));
}
