import { digestOf } from "../../../src/chain/block.ts";
import type { Behaviour } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Proposes blocks from an hour ahead (C12). */
export const wrongTime: Behaviour = {
  name: "wrong time",
  say(voice, _, message) {
    if (message.kind !== "proposal") return [message];
    const header = { ...message.block.header, timeMs: message.block.header.timeMs + 3_600_000 };
    const { signature } = signVote(voice, "prepare", message.view, digestOf(header));
    return [{ ...message, block: { ...message.block, header }, signature }];
  },
};
