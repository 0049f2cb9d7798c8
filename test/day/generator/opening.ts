import type { Random } from "../../state/random.ts";
import type { SenderLimits } from "../events.ts";
import type { User } from "./cast.ts";
import type { Making } from "./day.ts";

/** Assets with different options, what the parties charge, and users with money, a third of them with limits. */
export function open(day: Making): void {
  day.world.assets.forEach((_, i) => openAsset(day, i));
  for (const user of day.cast.users) openUser(day, user);
}

function openAsset({ random, cast, world, add }: Making, i: number): void {
  const { name: asset, issuer } = world.assets[i]!;
  const isOn = (bit: number) => (i & bit) !== 0;
  const controls = { authorisation: isOn(2), freeze: true, clawback: true, limits: isOn(1) };
  add(0, issuer, { kind: "define", asset, options: i === 0 ? undefined : controls });
  const charging = [...cast.wallets, ...cast.banks];
  for (const by of charging) {
    const schedule = {
      ...{ flat: BigInt(random.below(30)), partsPerMillion: random.below(5_000) },
      ...(random.below(3) === 0 ? { least: 5n, most: 2_000n } : {}),
    };
    if (random.below(4) > 0) add(2, by, { kind: "fees", asset, schedule });
  }
  for (const holder of isOn(2) ? [...charging, ...cast.enterprises] : []) {
    add(2, issuer, { kind: "authorise", asset, holder });
  }
  for (const to of cast.enterprises) {
    add(4, issuer, { kind: "issue", asset, to, minor: 50_000_000n });
  }
}

function openUser({ random, world, add }: Making, { name: user, wallet, asset }: User): void {
  const { issuer } = world.assets.find(({ name }) => name === asset)!;
  add(1 + random.below(10), wallet, { kind: "sponsor", user });
  // One in fifty is forgotten: it finds out when it is paid.
  if (random.below(50) > 0) add(12, issuer, { kind: "authorise", asset, holder: user });
  const minor = BigInt(50_000 + random.below(2_000_000));
  add(15 + random.below(10), issuer, { kind: "issue", asset, to: user, minor });
  if (random.below(3) > 0) return;
  add(14, wallet, { kind: "sender-limits", asset, user, limits: limitsOf(random) });
}

/** A year's limit is less than a day's for some: who sent much before. */
export function limitsOf(random: Random): SenderLimits {
  const perDay = BigInt(20_000 + random.below(200_000));
  const perYear = random.below(3) === 0 ? (perDay * 3n) / 4n : perDay * 50n;
  return { perTransfer: perDay / 2n, perDay, perYear };
}
