import type { Statement } from "../chain/vote.ts";
import type { Replica, UnsignedVotes } from "./replica.ts";
import { bounds } from "./timing.ts";
import { note, type Turn, writable } from "./turn.ts";

const NOTHING: UnsignedVotes = { againMs: {}, proposal: undefined };

/**
 * Asks the signer for the signature of a vote. Undefined if it refused, is out of reach, or did not sign this very vote a
 * moment ago: every event looks at every rule, and a signer that is in trouble must not be asked each time.
 */
export function sign(turn: Turn, statement: Statement): Uint8Array | undefined {
  const { state, nowMs } = turn;
  const { view, kind } = statement;
  const before = state.unsigned.get(view);
  if (nowMs < (before?.againMs[kind] ?? nowMs)) return undefined;
  const answer = state.setup.signer.sign(statement);
  const isSigned = answer instanceof Uint8Array;
  if (before !== undefined || !isSigned) {
    const atMs = isSigned ? undefined : nowMs + bounds.signAgainMs;
    const { againMs, proposal } = before ?? NOTHING;
    writable(turn, "unsigned").set(view, { againMs: { ...againMs, [kind]: atMs }, proposal });
  }
  if (isSigned) return answer;
  if (before === undefined)
    note(turn, { kind: "unsigned", view, vote: kind, reason: answer.reason });
  return undefined;
}

/** Keeps the block whose PREPARE was not signed, to be proposed again and no other. */
export function keepUnsignedProposal(turn: Turn, view: number, hex: string): void {
  const before = turn.state.unsigned.get(view);
  if (before !== undefined) writable(turn, "unsigned").set(view, { ...before, proposal: hex });
}

/** When the signer is asked again for something; undefined if nothing waits for it. */
export function signAgainAtMs({ unsigned }: Replica, nowMs: number): number | undefined {
  let atMs: number | undefined;
  for (const { againMs } of unsigned.values()) {
    for (const one of [againMs.prepare, againMs.commit, againMs["view-change"]]) {
      // What lies in the past is not due any more, else this step would have asked.
      if (one !== undefined && one > nowMs && one < (atMs ?? Infinity)) atMs = one;
    }
  }
  return atMs;
}
