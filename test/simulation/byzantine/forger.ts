import type { Certificate } from "../../../src/chain/vote.ts";
import type { Behaviour, Voice } from "./behaviour.ts";
import { signVote } from "./sign.ts";

/** Adds certificates that count its own signature as often as a quorum needs, and others' where theirs should stand. */
export const forger: Behaviour = {
  name: "forger",
  say(voice, _, message) {
    if (message.kind !== "vote") return [message];
    const { view } = message.vote;
    return [message, { kind: "certificate", certificate: forged(voice, view) }];
  },
};

function forged(voice: Voice, view: number): Certificate {
  const { epoch, digest, signature } = signVote(voice, "view-change", view);
  const { validators } = voice;
  const seals = Array.from({ length: validators.quorum }, (_, i) => ({
    validator: i % 2 === 0 ? voice.self : i,
    signature,
  }));
  return { epoch, view, kind: "view-change", digest, seals };
}
