import { digestOf, header, type Header, transactionsRoot } from "../../chain/block.ts";
import { isLastOfEpoch } from "../../chain/epoch.ts";
import type { HandOver } from "../../chain/proof/document.ts";
import { followHandOvers, type Trust, type TrustedSets } from "../../chain/proof/trust.ts";
import { verifyFinalHeader } from "../../chain/proof/verify-finality.ts";
import { receiptsRoot } from "../../chain/receipt.ts";
import { decodeTransaction } from "../../chain/transaction.ts";
import { certificate, type Certificate, verifyCertificate } from "../../chain/vote.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { encode } from "../../primitives/fields/codec.ts";
import { BadSnapshot } from "./bad-snapshot.ts";
import type { OldBlock, OpenedSnapshot } from "./exchange.ts";

/** A block of the past, and the roots after it: all proven by signatures of validators that genesis leads to. */
export interface ProvenSnapshot {
  readonly header: Header;
  readonly certificate: Certificate;
  readonly stateRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
}

/** The validators of all epochs that these hand-overs lead to. Throws BadSnapshot. */
export function provenSets(trust: Trust, handOvers: readonly HandOver[]): TrustedSets {
  const verdict = followHandOvers(trust, handOvers);
  if (!verdict.ok) throw new BadSnapshot(`its hand-overs do not hold: ${verdict.message}`);
  return verdict.value;
}

/**
 * Light client, consensus.md: the header above carries the roots after a block. Both must be final by signatures of the sets.
 * Throws BadSnapshot.
 */
export function provenSnapshot(
  { header: below, certificate: seal, next, finality }: OpenedSnapshot,
  chainId: Uint8Array,
  sets: TrustedSets,
): ProvenSnapshot {
  const setOf = (epoch: number) => sets.get(epoch);
  const own = { certificate: encode(certificate, seal), headers: [] };
  const above = {
    certificate: encode(certificate, finality.certificate),
    headers: finality.headers.map((one) => encode(header, one)),
  };
  for (const [one, proof] of [[below, own] as const, [next, above] as const]) {
    const verdict = verifyFinalHeader(encode(header, one), proof, chainId, setOf);
    if (!verdict.ok) throw new BadSnapshot(`block ${one.height} is not final: ${verdict.message}`);
  }
  if (!equalBytes(next.parent, digestOf(below)) || next.height !== below.height + 1) {
    throw new BadSnapshot(`header ${next.height} does not follow block ${below.height}`);
  }
  const { stateRoot, receiptsRoot: receipts } = next;
  return { header: below, certificate: seal, stateRoot, receiptsRoot: receipts };
}

/** What is known of a block before it is here: from the header of its child. */
export interface ExpectedBlock {
  readonly height: number;
  readonly digest: Uint8Array;
  /** Root of its receipts. */
  readonly receiptsRoot: Uint8Array;
}

/** Throws BadSnapshot unless this is the block with its own bodies and receipts, and its certificate holds. */
export function proveBlock(
  { block, bodies, receipts, certificate: seal }: OldBlock,
  { height, digest, receiptsRoot: expected }: ExpectedBlock,
  chainId: Uint8Array,
  sets: TrustedSets,
): void {
  const bad = (what: string): BadSnapshot => new BadSnapshot(`block ${height} ${what}`);
  const { header: own, transactions: refs } = block;
  if (!equalBytes(digestOf(own), digest)) throw bad("is not the one that its successor names");
  if (!equalBytes(transactionsRoot(refs), own.transactionsRoot))
    throw bad("lists other transactions than its header");
  if (!equalBytes(receiptsRoot(receipts), expected)) throw bad("has other receipts");
  if (bodies.length !== refs.length) throw bad("lacks bodies");
  for (const [index, bytes] of bodies.entries()) {
    const body = decodeTransaction(bytes);
    const { id, wireHash } = refs[index]!;
    const isListed =
      body.ok && equalBytes(body.value.id, id) && equalBytes(body.value.wireHash, wireHash);
    if (!isListed) throw bad(`has another body than it lists at ${index}`);
  }
  if (seal === undefined && isLastOfEpoch(own)) throw bad("ended an epoch without a certificate");
  if (seal === undefined) return;
  const set = sets.get(own.epoch);
  const isHeld =
    set !== undefined &&
    seal.kind === "commit" &&
    equalBytes(seal.digest, digest) &&
    verifyCertificate(set, chainId, seal);
  if (!isHeld) throw bad("has a certificate that does not prove it final");
}
