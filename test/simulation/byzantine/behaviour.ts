import type { Message } from "../../../src/consensus/messages.ts";
import type { Random } from "../../state/random.ts";
import type { SimulatedKey } from "../fast-signatures.ts";
import type { World } from "../world.ts";

/** What a faulty replica knows when it decides what to say. */
export interface Voice {
  readonly world: World;
  readonly self: number;
  readonly key: SimulatedKey;
  readonly random: Random;
}

/** One misbehaviour: what a faulty replica really sends to a validator where an honest one would send `message`. */
export interface Behaviour {
  readonly name: string;
  say(voice: Voice, to: number, message: Message): readonly Message[];
}
