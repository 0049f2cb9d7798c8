import type { Behaviour } from "./behaviour.ts";

/** Says everything that it should, one to four seconds later: after most time-outs. */
export const late: Behaviour = {
  name: "late",
  say: (_, __, message) => [message],
  delayMs: ({ random }) => 1_000 + random.below(3_000),
};
