import { ZERO_HASH } from "../../src/chain/block.ts";
import type { Statement, VoteKind } from "../../src/chain/vote.ts";
import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";

export const CHAIN = sha256(utf8("the chain of these tests"));
export const CHAIN_HEX = toHex(CHAIN);

/** A vote in few words: kind, view, which block, epoch. */
export function vote(kind: VoteKind, view: number, block = "a", epoch = 0): Statement {
  const digest = kind === "view-change" ? ZERO_HASH : sha256(utf8(`block ${block}`));
  return { chainId: CHAIN, epoch, view, kind, digest };
}
