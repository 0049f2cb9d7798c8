import type { Validator } from "../../chain/validator-set.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { Ledger } from "../../state/ledger.ts";
import { constitutionOf, constitutions } from "./records.ts";

export const peerFailures = {
  BAD_PEER_ID: "The peer id is none. `portolan init` prints a node's; it starts with 12D3KooW.",
} as const;

export const clashFailures = {
  KEY_IN_USE: "A validator has this key. Each signs with a key of its own.",
  PEER_IN_USE: "A validator has this peer id. Each runs a node of its own.",
} as const;

/** What a validator would share with one of these; undefined if nothing. */
export function clash(
  others: readonly Validator[],
  { publicKey, peerId }: Pick<Validator, "publicKey" | "peerId">,
): keyof typeof clashFailures | undefined {
  if (others.some((one) => equalBytes(one.publicKey, publicKey))) return "KEY_IN_USE";
  if (others.some((one) => one.peerId === peerId)) return "PEER_IN_USE";
  return undefined;
}

/** The set of the next epoch. */
export function writeValidators(ledger: Ledger, validators: readonly Validator[]): void {
  constitutions.write(ledger, { ...constitutionOf(ledger), validators });
}
