import { toHex } from "../primitives/bytes.ts";
import { type Decoded, encode, parseJson } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { digestOf, type Header, ZERO_HASH } from "./block.ts";
import { type EpochRecord, validatorsOf, validatorsProblem } from "./epoch.ts";
import { parameters, parametersProblem } from "./parameters.ts";
import {
  admission,
  checkAdmission,
  checkAuthority,
  councilThresholds,
  signer,
} from "./participant.ts";
import { validator, type ValidatorSet } from "./validator-set.ts";

/** A network before its first block. Its hash is the chain id, so a proof needs nothing but this file to start from. */
export const genesis = field.record({
  network: field.text(
    limits.nameBytes,
    /^[a-z][a-z0-9-]*$/,
    "must be lower-case letters, digits, hyphens",
  ),
  timeMs: field.count(),
  protocolVersion: field.uint(16),
  parameters,
  validators: field.list(validator, limits.validators, 1),
  /** Signers of the council account; more than two thirds of their weight decides. */
  council: field.list(signer, limits.signersPerAccount, 1),
  participants: field.list(admission, limits.genesisParticipants),
});
export type Genesis = ValueOf<typeof genesis>;

const hashGenesis = domainHash("portolan genesis 1");

export function chainIdOf(value: Genesis): Uint8Array {
  return hashGenesis(encode(genesis, value));
}

/** Epoch 0, which genesis itself sets. */
export function firstEpoch({ protocolVersion, parameters, validators }: Genesis): EpochRecord {
  return { epoch: 0, firstHeight: 1, constitution: { protocolVersion, parameters, validators } };
}

export function firstValidators(value: Genesis): ValidatorSet {
  return validatorsOf(firstEpoch(value));
}

/** The header at height 0: parent of the first block. The state after it is the genesis state. */
export function genesisHeader(value: Genesis): Header {
  return {
    chainId: chainIdOf(value),
    protocolVersion: value.protocolVersion,
    epoch: 0,
    height: 0,
    timeMs: value.timeMs,
    parent: ZERO_HASH,
    transactionsRoot: ZERO_HASH,
    stateRoot: ZERO_HASH,
    receiptsRoot: ZERO_HASH,
    validators: firstValidators(value).hash,
    nextValidators: ZERO_HASH,
  };
}

export function genesisDigest(value: Genesis): Uint8Array {
  return digestOf(genesisHeader(value));
}

/** Reads a genesis file's JSON. Never throws; a genesis that contradicts itself is refused here, not at block 1. */
export function parseGenesis(json: unknown): Decoded<Genesis> {
  const parsed = parseJson(genesis, json);
  if (!parsed.ok) return parsed;
  const problem = contradiction(parsed.value);
  return problem === undefined ? parsed : { ok: false, problem };
}

function contradiction(value: Genesis): { path: string; message: string } | undefined {
  if (value.protocolVersion === 0)
    return { path: "protocolVersion", message: "must be at least 1" };
  for (const [i, participant] of value.participants.entries()) {
    const code = checkAdmission(participant);
    if (code !== undefined) return { path: `participants.${i}`, message: code };
  }
  const names = value.participants.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    return { path: "participants", message: "two participants have one name" };
  }
  const keys = value.participants.map(({ authority }) => toHex(authority.signers[0]!.publicKey));
  if (new Set(keys).size !== keys.length) {
    return { path: "participants", message: "two participants have one first signer" };
  }
  const validators = validatorsProblem(value.validators);
  if (validators !== undefined) return { path: "validators", message: validators };
  const council = { signers: value.council, thresholds: councilThresholds(value.council) };
  const code = checkAuthority(council);
  if (code !== undefined) return { path: "council", message: code };
  const problem = parametersProblem(value.parameters);
  if (problem !== undefined) return { path: "parameters", message: problem };
  return undefined;
}
