import type { Behaviour } from "./behaviour.ts";
import { bodyWithholder } from "./body-withholder.ts";
import { doubleVoter } from "./double-voter.ts";
import { equivocatingProposer } from "./equivocating-proposer.ts";
import { farFuture } from "./far-future.ts";
import { forger } from "./forger.ts";
import { late } from "./late.ts";
import { repeater } from "./repeater.ts";
import { replayer } from "./replayer.ts";
import { silent } from "./silent.ts";
import { twins } from "./twins.ts";
import { voteWithholder } from "./vote-withholder.ts";
import { wrongRoots } from "./wrong-roots.ts";
import { wrongTime } from "./wrong-time.ts";

/** Every misbehaviour that the simulator knows. */
export const behaviours: readonly Behaviour[] = [
  silent,
  equivocatingProposer,
  doubleVoter,
  voteWithholder,
  bodyWithholder,
  forger,
  wrongTime,
  wrongRoots,
  late,
  replayer,
  farFuture,
  repeater,
  twins,
];
