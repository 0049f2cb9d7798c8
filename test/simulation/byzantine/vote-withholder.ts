import type { Behaviour } from "./behaviour.ts";

/** Proposes like everyone, and sends its votes to the first validators only. */
export const voteWithholder: Behaviour = {
  name: "vote withholder",
  say(_, to, message) {
    if (message.kind === "status") return to === 0 ? [message] : [{ ...message, votes: [] }];
    return message.kind === "vote" && to > 0 ? [] : [message];
  },
};
