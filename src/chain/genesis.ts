import { toHex } from "../primitives/bytes.ts";
import { type Decoded, encode, parseJson } from "../primitives/fields/codec.ts";
import type { ValueOf } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { domainHash } from "../primitives/hasher.ts";
import { limits } from "../primitives/limits.ts";
import { digestOf, type Header, ZERO_HASH } from "./block.ts";
import {
  admission,
  checkAdmission,
  checkAuthority,
  councilThresholds,
  signer,
} from "./participant.ts";
import { validator, validatorSet, type ValidatorSet } from "./validator-set.ts";

/** What every node of a network must agree on; the council can change it later. All times in milliseconds. */
export const parameters = field.record({
  /** How far ahead validUntil may lie; also how long ids are remembered. */
  lifetimeMs: field.count(),
  emptyBlockIntervalMs: field.count(),
  baseTimeoutMs: field.count(),
  timeoutCapMs: field.count(),
  retransmitMs: field.count(),
  silenceMs: field.count(),
  blockIntervalMs: field.count(),
  /** Bounds of a proposal's time against a replica's clock (C12). */
  aheadMs: field.count(),
  behindMs: field.count(),
});
export type Parameters = ValueOf<typeof parameters>;

export const defaultParameters: Parameters = {
  lifetimeMs: 300_000,
  emptyBlockIntervalMs: 5_000,
  baseTimeoutMs: 1_500,
  timeoutCapMs: 16_000,
  retransmitMs: 500,
  silenceMs: 3_000,
  blockIntervalMs: 25,
  aheadMs: 2_000,
  behindMs: 10_000,
};

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

export function firstValidators(value: Genesis): ValidatorSet {
  return validatorSet(0, value.validators);
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
  const peers = value.validators.map(({ peerId }) => peerId);
  if (new Set(peers).size !== peers.length) {
    return { path: "validators", message: "two validators have one peer id" };
  }
  const council = { signers: value.council, thresholds: councilThresholds(value.council) };
  const code = checkAuthority(council);
  if (code !== undefined) return { path: "council", message: code };
  const { emptyBlockIntervalMs, lifetimeMs, blockIntervalMs, baseTimeoutMs } = value.parameters;
  if (emptyBlockIntervalMs > lifetimeMs) {
    return { path: "parameters", message: "emptyBlockIntervalMs must not exceed lifetimeMs" };
  }
  if (2 * blockIntervalMs > baseTimeoutMs) {
    return { path: "parameters", message: "blockIntervalMs must not exceed half of baseTimeoutMs" };
  }
  return undefined;
}
