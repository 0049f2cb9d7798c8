import type { Behaviour } from "./behaviour.ts";

/** Sends with each message an old one that it once heard, from whomever: all of them were valid in their time. */
export const replayer: Behaviour = {
  name: "replayer",
  say({ heard, random }, _, message) {
    const old = heard[random.below(Math.max(1, heard.length))];
    return old === undefined ? [message] : [message, old];
  },
};
