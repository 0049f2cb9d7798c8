import { statementHash, type Vote, type VoteKind } from "../../../src/chain/vote.ts";
import { ZERO_HASH } from "../../../src/chain/block.ts";
import type { Voice } from "./behaviour.ts";

/** A valid signature under whatever the faulty replica likes to say. */
export function signVote(
  { world, validators, self, key }: Voice,
  kind: VoteKind,
  view: number,
  digest: Uint8Array = ZERO_HASH,
): Vote {
  const { epoch } = validators;
  const { chainId } = world;
  const signature = key.sign(statementHash({ chainId, epoch, view, kind, digest }));
  return { epoch, view, kind, digest, validator: self, signature };
}
