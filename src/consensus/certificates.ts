import { type Certificate, verifyVote, type Vote } from "../chain/vote.ts";
import { equalBytes } from "../primitives/bytes.ts";
import { checkAgainstOthers } from "./evidence.ts";
import { onCommitted } from "./committed.ts";
import { onPrepared } from "./prepared.ts";
import type { Replica } from "./replica.ts";
import { observeIfForgotten } from "./standing.ts";
import { broadcast, type Turn, writable } from "./turn.ts";
import { onSkipped } from "./view-change.ts";
import { isHeld, isOwn, votesOf } from "./votes.ts";

/**
 * A certificate from a peer: acts exactly as one formed here (C3), at any view above the committed one (C10). False if
 * it proves nothing: wrong epoch or chain, too few seals, a signer twice, a bad signature.
 */
export function receiveCertificate(turn: Turn, certificate: Certificate): boolean {
  const { state } = turn;
  if (certificate.epoch !== state.setup.validators.epoch || certificate.view < 1) return false;
  if (certificate.view <= state.committed.view) {
    return certificate.view < state.committed.view || fitsCommitted(state, certificate);
  }
  const held = heldCertificate(state, certificate);
  if (held !== undefined) return equalBytes(held.digest, certificate.digest);
  if (!isProven(turn, certificate)) return false;
  lookAtSeals(turn, certificate);
  applyCertificate(turn, certificate, "received");
  return true;
}

function fitsCommitted({ committed }: Replica, { kind, digest }: Certificate): boolean {
  return kind !== "view-change" && equalBytes(committed.digest, digest);
}

function heldCertificate(replica: Replica, { kind, view }: Certificate): Certificate | undefined {
  if (kind === "prepare") return replica.prepared.get(view);
  return kind === "view-change" ? replica.skipped.get(view) : undefined;
}

/** Whether a peer's certificate holds. Who passes on what proves nothing is faulty, since everyone checks first. */
export function isProven(turn: Turn, certificate: Certificate): boolean {
  if (turn.accusation !== undefined) return false;
  if (hasQuorum(turn.state, certificate)) return true;
  turn.accusation = "a certificate that proves nothing";
  return false;
}

/** q distinct validators of the epoch signed it. Votes that are held already are not verified again. */
function hasQuorum(replica: Replica, certificate: Certificate): boolean {
  const { validators, chainId } = replica.setup;
  const { epoch, view, kind, digest, seals } = certificate;
  if (epoch !== validators.epoch || seals.length < validators.quorum) return false;
  let last = -1;
  for (const { validator, signature } of seals) {
    if (validator <= last) return false; // ascending, so that nobody counts twice
    last = validator;
    const vote = { epoch, view, kind, digest, validator, signature };
    if (!isHeld(replica, vote) && !verifyVote(validators, chainId, vote)) return false;
  }
  return true;
}

/**
 * The votes inside of a proven certificate: one that contradicts a vote held here is evidence (C14), and an own one that the
 * journal lacks proves the journal old, like a peer's echo of it (C8).
 */
function lookAtSeals(turn: Turn, { seals, ...statement }: Certificate): void {
  const { state } = turn;
  for (const seal of seals) {
    const vote: Vote = { ...statement, ...seal };
    checkAgainstOthers(turn, votesOf(state, vote.view), vote);
    // At a view that is committed nothing is signed anyway, whatever was forgotten.
    const isForgotten = vote.validator === state.setup.self && !isOwn(state, vote);
    if (isForgotten && vote.kind !== "commit") observeIfForgotten(turn, vote);
  }
}

/** C3, C5, C6. Whoever forms a certificate broadcasts it; every one is journalled before a vote rests on it (C8). */
export function applyCertificate(
  turn: Turn,
  certificate: Certificate,
  origin: "formed" | "received",
): void {
  const { state } = turn;
  const { kind, view } = certificate;
  if (view <= state.committed.view || heldCertificate(state, certificate) !== undefined) return;
  if (!turn.restoring) {
    turn.effects.push({ kind: "journal", entry: { kind: "certificate", certificate } });
  }
  if (origin === "formed") broadcast(turn, { kind: "certificate", certificate });
  if (kind === "prepare") {
    writable(turn, "prepared").set(view, certificate);
    onPrepared(turn, certificate);
  } else if (kind === "view-change") {
    writable(turn, "skipped").set(view, certificate);
    onSkipped(turn, certificate);
  } else {
    onCommitted(turn, certificate);
  }
}
