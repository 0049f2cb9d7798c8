import type { ValidatorSet } from "../../../src/chain/validator-set.ts";
import type { Message } from "../../../src/consensus/messages.ts";
import type { Random } from "../../state/random.ts";
import type { SimulatedKey } from "../fast-signatures.ts";
import type { World } from "../world.ts";

/** What a faulty replica knows when it decides what to say. */
export interface Voice {
  readonly world: World;
  /** The validators of the epoch that it is in, and its place among them. */
  readonly validators: ValidatorSet;
  readonly self: number;
  readonly key: SimulatedKey;
  readonly random: Random;
  /** Messages that reached it, the latest last, as many as HEARD_MAX. */
  readonly heard: readonly Message[];
}

export const HEARD_MAX = 200;

/** One misbehaviour: what a faulty replica really sends to a validator where an honest one would send `message`. */
export interface Behaviour {
  readonly name: string;
  say(voice: Voice, to: number, message: Message): readonly Message[];
  /** How long it holds everything back; at once if absent. */
  delayMs?(voice: Voice): number;
  /** Two copies of it run at one time, with one key and a memory each. */
  readonly hasTwin?: true;
}
