import { digestOf } from "../../../src/chain/block.ts";
import type { Behaviour } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Proposes one block to half of the validators and another, equally good one to the rest. */
export const equivocatingProposer: Behaviour = {
  name: "equivocating proposer",
  say(voice, to, message) {
    if (message.kind !== "proposal" || to % 2 === 0) return [message];
    const header = { ...message.block.header, timeMs: message.block.header.timeMs + 1 };
    const block = { ...message.block, header };
    const { signature } = signVote(voice, "prepare", message.view, digestOf(header));
    return [{ ...message, block, signature }];
  },
};
