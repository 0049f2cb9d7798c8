import { createRandom, type Random } from "../../state/random.ts";
import type { Action, Day, Event, World } from "../events.ts";
import { type Cast, castOf, worldOf } from "./cast.ts";
import { control } from "./controls.ts";
import { open } from "./opening.ts";
import { pay } from "./payments.ts";
import { redeem } from "./redemptions.ts";

/**
 * A day of remittances between wallets' users, the same for the same seed and size: 2% called back, 1% refused by
 * compliance, some that nobody decides in time, some mistakes, and freezes, limits, suspensions and clawbacks in the middle.
 */
export interface DaySize {
  readonly seed: number;
  /** Admitted by genesis: gateways, settlement banks, wallets, and enterprises for the rest. */
  readonly members: number;
  readonly users: number;
  readonly payments: number;
}

/** A day while it is made up. */
export interface Making {
  readonly random: Random;
  readonly cast: Cast;
  readonly world: World;
  readonly add: (minute: number, by: string, action: Action) => void;
}

export const MINUTES = 24 * 60;
export const NOON = MINUTES / 2;
/** Before it assets are defined and users admitted; */
export const OPENS = 30;
/** after it late payments are answered. */
export const CLOSES = MINUTES - 150;

export function createDay({ seed, members, users, payments }: DaySize): Day {
  const cast = castOf(members, users);
  const world = worldOf(cast);
  const events: Event[] = [];
  const add = (minute: number, by: string, action: Action) => events.push({ minute, by, action });
  const day: Making = { random: createRandom(seed), cast, world, add };
  open(day);
  for (let payment = 0; payment < payments; payment++) pay(day, payment);
  control(day);
  for (let redemption = 0; redemption < payments / 200; redemption++) redeem(day, redemption);
  // Stable: what was made first comes first within its minute.
  events.sort((a, b) => a.minute - b.minute);
  return { world, events, minutes: MINUTES };
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.below(list.length)]!;
}

/** Small sums mostly, a large one now and then; minor units. */
export function sumOf(random: Random): bigint {
  const digits = random.below(40) === 0 ? 100_000 : 10 ** (2 + random.below(3));
  return BigInt(1 + random.below(9 * digits));
}
