import { header, transactionLeaf } from "../chain/block.ts";
import { HAND_OVERS_MAX, type HandOver, handOver } from "../chain/proof/document.ts";
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
  handOvers: readonly HandOver[],
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
    handOvers: handOvers.map((one) => handOver.toJson(one)),
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
  handOvers: readonly HandOver[],
  key: string,
  { height, value, proof }: ReturnType<RpcContext["proveState"]>,
  above: CommittedBlock,
  finality: Finality,
): Json {
  return {
    kind: "state",
    chainId: toHex(chainId),
    handOvers: handOvers.map((one) => handOver.toJson(one)),
    key,
    keyHash: toHex(sha256(utf8(key))),
    value: value === undefined ? null : toHex(value),
    proof: { bucket: toHex(proof.bucket), siblings: proof.siblings.map(toHex) },
    height,
    header: headerHex(above),
    finality: finalityToJson(finality),
  };
}

/** That a header is final: what a light client goes on from. */
export function headerProof(
  chainId: Uint8Array,
  handOvers: readonly HandOver[],
  block: CommittedBlock,
  finality: Finality,
): Json {
  return {
    kind: "header",
    chainId: toHex(chainId),
    handOvers: handOvers.map((one) => handOver.toJson(one)),
    header: headerHex(block),
    finality: finalityToJson(finality),
  };
}

/** What leads from the epoch that the caller trusts to a block's; a caller that is further behind goes on step by step. */
export function handOversTo({ chain }: RpcContext, fromEpoch: number, { block }: CommittedBlock) {
  return chain.handOvers(fromEpoch, Math.min(HAND_OVERS_MAX, block.header.epoch - fromEpoch));
}

/** How long the block above the head can take: one empty block interval and a little. */
export function nextBlockMs(node: RpcContext): number {
  return node.parameters().emptyBlockIntervalMs + rpcLimits.nextBlockGraceMs;
}

function branchToJson({ index, count, siblings }: MerkleProof): Json {
  return { index, count, siblings: siblings.map(toHex) };
}

function headerHex({ block }: CommittedBlock): string {
  return toHex(encode(header, block.header));
}
