import { type Block, digestOf } from "../chain/block.ts";
import { isLastOfEpoch } from "../chain/epoch.ts";
import { primaryOf } from "../chain/validator-set.ts";
import type { Certificate, Vote } from "../chain/vote.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { admitBlock, certifiedBlocks, isWellFormed, journalBlock } from "./candidates.ts";
import { receiveCertificate } from "./certificates.ts";
import { clockProblem } from "./clock-check.ts";
import { emptyBlockProblem } from "./idle.ts";
import type { Proposal } from "./messages.ts";
import {
  type Candidate,
  endsEpoch,
  headerOf,
  isEmptyBlock,
  isExecuted,
  type Replica,
} from "./replica.ts";
import { maySign } from "./standing.ts";
import { note, type Turn, writable } from "./turn.ts";
import { giveUp } from "./view-change.ts";
import { castVote, receiveVote } from "./votes.ts";

/**
 * C2. A proposal from whoever passes it on: the primary's signature on the digest makes it the primary's. Its parent's certificate
 * counts whatever becomes of the block. The first proposal of a view stays; a second, different one is evidence (C14).
 */
export function receiveProposal(turn: Turn, proposal: Proposal): void {
  const { state } = turn;
  const { epoch, view, block, parent, signature, bodies } = proposal;
  const { validators, timing } = state.setup;
  if (epoch !== validators.epoch || view <= state.committed.view) return;
  if (parent !== undefined && !(justifies(proposal) && receiveCertificate(turn, parent))) return;

  const digest = digestOf(block.header);
  const vote: Vote = {
    ...{ epoch, view, kind: "prepare", digest, signature },
    validator: primaryOf(validators, view),
  };
  if (view > state.view + timing.window || !receiveVote(turn, vote)) return;
  if (view <= state.committed.view || !isWellFormed(block)) return;
  const first = state.proposals.get(view);
  if (first === undefined) {
    writable(turn, "proposals").set(view, { ...proposal, bodies: [] });
  } else if (!equalBytes(digestOf(first.block.header), digest)) return;
  const named = new Set(block.transactions.map(({ wireHash }) => toHex(wireHash)));
  const wanted = bodies.filter(({ wireHash }) => named.has(toHex(wireHash)));
  admitBlock(turn, block, wanted);
}

function justifies({ view, block, parent }: Proposal): boolean {
  if (parent === undefined || parent.kind === "view-change" || parent.view >= view) return false;
  return equalBytes(parent.digest, block.header.parent) || isProposedAgain(block, parent);
}

/** C13. The last block of an epoch, justified by its own preparation in an earlier view. */
function isProposedAgain({ header }: Block, justification: Certificate | undefined): boolean {
  if (justification?.kind !== "prepare" || !isLastOfEpoch(header)) return false;
  return equalBytes(justification.digest, digestOf(header));
}

/** C2. PREPAREs the current view's proposal as soon as it can be judged; an unacceptable one counts as time-out. */
export function prepareIfDue(turn: Turn): void {
  const { state } = turn;
  const { view } = state;
  const proposal = state.proposals.get(view);
  if (proposal === undefined || !maySign(state, view)) return;
  if (state.own.get(view)?.prepare !== undefined) return;
  const candidate = state.candidates.get(toHex(digestOf(proposal.block.header)));
  if (candidate === undefined) return;
  const verdict = judge(state, proposal, candidate);
  if (verdict === "wait") return;
  if (verdict !== "acceptable") {
    if (giveUp(turn, "the proposal is unacceptable")) {
      note(turn, { kind: "unacceptable", view, problem: verdict.problem });
    }
    return;
  }
  journalBlock(turn, candidate.hex);
  castVote(turn, "prepare", view, candidate.digest);
}

type Verdict = "wait" | "acceptable" | { readonly problem: string };

function judge(replica: Replica, proposal: Proposal, candidate: Candidate): Verdict {
  const unjustified = justificationProblem(replica, proposal, candidate.parentHex);
  if (unjustified !== undefined) return unjustified;
  const problem = headerProblem(replica, proposal, candidate);
  if (problem === "wait") return "wait";
  if (problem !== undefined) return { problem };
  if (candidate.missing?.length !== 0 || !isExecuted(replica, candidate.parentHex)) return "wait";
  const { verdict } = candidate;
  return verdict === "unknown" || verdict === "asked" ? "wait" : verdict;
}

/** C1, C2. The parent is prepared or committed at p, and every view since is skipped: `fetch.ts` asks for what is missing. */
function justificationProblem(
  replica: Replica,
  { view, parent }: Proposal,
  parentHex: string,
): Verdict | undefined {
  const { committed, skipped } = replica;
  const from = parent?.view ?? 0;
  if (from < committed.view) return { problem: "its parent is older than the committed block" };
  if (from === committed.view && parentHex !== committed.hex) {
    return { problem: "its parent is not the committed block" };
  }
  for (let at = from + 1; at < view; at++) if (!skipped.has(at)) return "wait";
  return undefined;
}

function headerProblem(
  replica: Replica,
  { view, parent: justification }: Proposal,
  { block, hex, parentHex, firstSeenMs }: Candidate,
): string | undefined {
  const { chainId, validators, timing } = replica.setup;
  const { header } = block;
  const parent = headerOf(replica, parentHex);
  if (parent === undefined) return "wait";
  if (!equalBytes(header.chainId, chainId)) return "it is of another chain";
  if (header.epoch !== validators.epoch) return "it is of another epoch";
  if (endsEpoch(replica, parent)) return "it follows the last block of the epoch"; // C13
  if (!equalBytes(header.validators, validators.hash)) return "it names another validator set";
  if (header.height !== parent.height + 1) return "its height does not follow its parent's";
  const parentIsEmpty = isEmptyBlock(replica, parentHex);
  const empty = emptyBlockProblem(block, parent, parentIsEmpty, justification, timing);
  if (empty !== undefined) return empty;
  if (certifiedBlocks(replica).has(hex)) return undefined; // C12: a block already prepared is exempt
  const skippedViews = view - (justification?.view ?? 0) - 1;
  return clockProblem(header, parent, firstSeenMs, skippedViews, timing);
}
