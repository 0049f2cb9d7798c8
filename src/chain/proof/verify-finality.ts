import { equalBytes } from "../../primitives/bytes.ts";
import { decode } from "../../primitives/fields/codec.ts";
import { digestOf, header, type Header } from "../block.ts";
import type { ValidatorSet } from "../validator-set.ts";
import { certificate, verifyCertificate } from "../vote.ts";
import type { FinalityProof } from "./document.ts";

export type Verdict<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ProofProblem; readonly message: string };

export type ProofProblem =
  | "NOT_A_PROOF"
  | "WRONG_CHAIN"
  | "WRONG_VALIDATORS"
  | "UNKNOWN_EPOCH"
  | "BAD_HAND_OVER"
  | "NOT_FINAL"
  | "NOT_IN_BLOCK"
  | "RECEIPT_NOT_PROVEN"
  | "STATE_NOT_PROVEN";

export function refuse(code: ProofProblem, message: string): Verdict<never> {
  return { ok: false, code, message };
}

/**
 * A header that is final (C6): certified itself, or an ancestor of a certified one by the headers between. `setOf` knows the
 * validators of the epochs that are trusted.
 */
export function verifyFinalHeader(
  bytes: Uint8Array,
  proof: FinalityProof,
  chainId: Uint8Array,
  setOf: (epoch: number) => ValidatorSet | undefined,
): Verdict<Header> {
  const first = decode(header, bytes);
  if (!first.ok) return refuse("NOT_A_PROOF", `header ${first.problem.message}`);
  if (!equalBytes(first.value.chainId, chainId)) {
    return refuse("WRONG_CHAIN", "The header is of another network than the genesis file.");
  }
  let top = first.value;
  for (const next of proof.headers) {
    const decoded = decode(header, next);
    if (!decoded.ok) return refuse("NOT_A_PROOF", `a header between ${decoded.problem.message}`);
    if (!equalBytes(decoded.value.parent, digestOf(top))) {
      return refuse("NOT_FINAL", "The headers between are not a chain.");
    }
    top = decoded.value;
  }
  const validators = setOf(top.epoch);
  if (validators === undefined) {
    const message = `Nothing here says who the validators of epoch ${top.epoch} are.`;
    return refuse("UNKNOWN_EPOCH", message);
  }
  if (!equalBytes(top.validators, validators.hash)) {
    return refuse("WRONG_VALIDATORS", "The certified header names another validator set.");
  }
  const sealed = decode(certificate, proof.certificate);
  if (!sealed.ok) return refuse("NOT_A_PROOF", `certificate ${sealed.problem.message}`);
  const { kind, digest } = sealed.value;
  if (kind !== "commit" || !equalBytes(digest, digestOf(top))) {
    return refuse("NOT_FINAL", "The certificate is not a commit certificate of these headers.");
  }
  if (!verifyCertificate(validators, chainId, sealed.value)) {
    return refuse("NOT_FINAL", "The certificate lacks a quorum of valid signatures.");
  }
  return { ok: true, value: first.value };
}
