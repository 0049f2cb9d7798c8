import { CLOSES, type Making, OPENS, pick, sumOf } from "./day.ts";

/** Somebody asks for the money outside, and mostly gets it; some answers come twice, some not at all. */
export function redeem({ random, cast, world, add }: Making, redemption: number): void {
  const { name: by, asset } = pick(random, cast.users);
  const { issuer } = world.assets.find(({ name }) => name === asset)!;
  const minute = OPENS + random.below(CLOSES - OPENS);
  add(minute, by, { kind: "redeem", asset, redemption, minor: sumOf(random) });
  const kind = random.below(5) === 0 ? "redeem-reject" : "redeem-confirm";
  const isAnswered = random.below(10) > 0;
  if (isAnswered) add(minute + 1 + random.below(90), issuer, { kind, redemption });
  if (random.below(10) === 0) add(minute + 100, issuer, { kind: "redeem-confirm", redemption });
}
