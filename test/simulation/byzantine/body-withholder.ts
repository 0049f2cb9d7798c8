import type { Behaviour } from "./behaviour.ts";

/** Names transactions in its blocks and gives their bodies to nobody. */
export const bodyWithholder: Behaviour = {
  name: "body withholder",
  say(_, __, message) {
    if (message.kind === "proposal") return [{ ...message, bodies: [] }];
    return ["have-bodies", "have-block", "have-blocks", "offer"].includes(message.kind)
      ? []
      : [message];
  },
};
