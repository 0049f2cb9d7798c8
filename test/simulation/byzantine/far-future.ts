import { sha256 } from "../../../src/primitives/hasher.ts";
import type { Behaviour } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Votes in views that will never come, a new one each time: memory must not grow with them (C10). */
export const farFuture: Behaviour = {
  name: "far-future views",
  say(voice, _, message) {
    if (message.kind !== "vote") return [message];
    const { view, digest } = message.vote;
    const far = view + 17 + voice.random.below(1_000_000);
    const votes = [
      signVote(voice, "view-change", far),
      signVote(voice, "prepare", far + 1, sha256(digest)),
      signVote(voice, "commit", far + 2, sha256(digest)),
    ];
    return [message, ...votes.map((vote) => ({ kind: "vote", vote }) as const)];
  },
};
