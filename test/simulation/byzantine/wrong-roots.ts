import { digestOf } from "../../../src/chain/block.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import type { Behaviour } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Proposes blocks with a state root of its own invention (C2). */
export const wrongRoots: Behaviour = {
  name: "wrong roots",
  say(voice, _, message) {
    if (message.kind !== "proposal") return [message];
    const { header } = message.block;
    const wrong = { ...header, stateRoot: sha256(header.stateRoot) };
    const { signature } = signVote(voice, "prepare", message.view, digestOf(wrong));
    return [{ ...message, block: { ...message.block, header: wrong }, signature }];
  },
};
