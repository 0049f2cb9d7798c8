import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { chainIdOf, firstValidators, type Genesis } from "../genesis.ts";
import { validator, type ValidatorSet, validatorSet } from "../validator-set.ts";
import type { HandOver } from "./document.ts";
import { epochOfHandOver, verifyHandOver } from "./hand-over.ts";
import { refuse, type Verdict } from "./verify-finality.ts";

/**
 * Whose signatures count: what a light client starts from, and goes on to epoch by epoch. As a file it is what an auditor
 * keeps instead of the chain.
 */
export const trust = field.record({
  kind: field.choice(["trust"]),
  chainId: field.hash(),
  epoch: field.uint(32),
  validators: field.list(validator, limits.validators, 1),
});
export type TrustDocument = ValueOf<typeof trust>;

export interface Trust {
  readonly chainId: Uint8Array;
  readonly validators: ValidatorSet;
}

export function trustGenesis(genesis: Genesis): Trust {
  return { chainId: chainIdOf(genesis), validators: firstValidators(genesis) };
}

export function trustOf({ chainId, epoch, validators }: TrustDocument): Trust {
  return { chainId, validators: validatorSet(epoch, validators) };
}

export function trustDocument({ chainId, validators: set }: Trust): TrustDocument {
  return { kind: "trust", chainId, epoch: set.epoch, validators: set.validators };
}

/** The sets of the trusted epoch and of those that these hand-overs lead to, by epoch. */
export type TrustedSets = ReadonlyMap<number, ValidatorSet>;

/** Follows hand-overs from a trusted set on. Those of earlier epochs prove nothing that is needed and are passed over. */
export function followHandOvers(
  { chainId, validators }: Trust,
  handOvers: readonly HandOver[],
): Verdict<TrustedSets> {
  const sets = new Map([[validators.epoch, validators]]);
  let set = validators;
  for (const one of handOvers) {
    const epoch = epochOfHandOver(one);
    if (epoch === undefined) return refuse("NOT_A_PROOF", "A hand-over's header does not decode.");
    if (epoch < validators.epoch) continue;
    const next = verifyHandOver(chainId, set, one);
    if (!next.ok) return next;
    set = next.value;
    sets.set(set.epoch, set);
  }
  return { ok: true, value: sets };
}
