import { sha256 } from "../../../src/primitives/hasher.ts";
import type { Behaviour } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Signs both where C7 allows one: COMMIT and VIEW-CHANGE in a view, and PREPAREs for two blocks. */
export const doubleVoter: Behaviour = {
  name: "double voter",
  say(voice, to, message) {
    if (message.kind !== "vote") return [message];
    const { kind, view, digest } = message.vote;
    const invented = sha256(digest);
    const other =
      kind === "commit"
        ? signVote(voice, "view-change", view)
        : signVote(voice, kind === "prepare" ? "prepare" : "commit", view, invented);
    const contradiction = { kind: "vote", vote: other } as const;
    return to % 2 === 0 ? [message, contradiction] : [contradiction, message];
  },
};
