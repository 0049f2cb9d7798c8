import type { Certificate } from "../chain/vote.ts";
import { enterView } from "./enter-view.ts";
import { trustMemoryAgain } from "./standing.ts";
import { note, type Turn } from "./turn.ts";
import { castVote } from "./votes.ts";

/**
 * C3. A quorum of PREPAREs makes the block prepared: enter the next view, and COMMIT unless this view was given up.
 *
 * The block itself may not be here yet: `fetch.ts` asks for it. The certificate was journalled before COMMIT leaves:
 * were it sent first, a crash in between could lose the only proof that later primaries must extend this block.
 */
export function onPrepared(turn: Turn, certificate: Certificate): void {
  const { view, digest } = certificate;
  note(turn, { kind: "prepared", view, digest });
  trustMemoryAgain(turn, certificate);
  enterView(turn, view + 1);
  castVote(turn, "commit", view, digest); // refuses if VIEW-CHANGE(view) was sent (C7)
}

/** C3. COMMITs that the signer did not sign when their certificates came: no other rule wants them again. */
export function commitIfUnsigned(turn: Turn): void {
  for (const [view, { againMs }] of turn.state.unsigned) {
    const certificate = turn.state.prepared.get(view);
    if (againMs.commit === undefined || certificate === undefined) continue;
    castVote(turn, "commit", view, certificate.digest);
  }
}
