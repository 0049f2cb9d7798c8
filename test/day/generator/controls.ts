import { type Making, NOON, pick } from "./day.ts";
import { limitsOf } from "./opening.ts";

/** What issuers and sponsors do around noon, while payments go on. */
export function control(day: Making): void {
  const few = Math.max(3, Math.floor(day.cast.users.length / 200));
  for (const { name, issuer } of day.world.assets) controlAsset(day, name, issuer, few);
  for (let i = 0; i < 4 * few; i++) controlUsers(day);
}

function controlAsset({ random, cast, add }: Making, asset: string, issuer: string, few: number) {
  const limits = { perHolder: 2_500_000n, perTransfer: 400_000n, perDay: 450_000n };
  add(around(random, 60), issuer, { kind: "asset-limits", asset, limits });
  add(NOON + 240, issuer, { kind: "asset-limits", asset, limits: { perDay: 2_000_000n } });
  const freeze = (holder: string | undefined, spread: number, minutes: number) => {
    const frozen = around(random, spread);
    add(frozen, issuer, { kind: "freeze", asset, holder });
    add(frozen + minutes, issuer, { kind: "unfreeze", asset, holder });
  };
  const users = cast.usersOf.get(asset)!;
  for (let i = 0; i < few; i++) {
    freeze(pick(random, users).name, 200, random.below(200));
    add(around(random, 200), issuer, { kind: "revoke", asset, holder: pick(random, users).name });
    const minor = BigInt(1 + random.below(100_000));
    add(around(random, 200), issuer, {
      ...{ kind: "clawback", asset, minor },
      from: pick(random, users).name,
    });
  }
  freeze(pick(random, cast.wallets), 200, 60);
  freeze(pick(random, cast.banks), 200, 60);
  freeze(undefined, 120, 12);
}

function controlUsers({ random, cast, add }: Making): void {
  const { name: user, wallet } = pick(random, cast.users);
  const minute = around(random, 200);
  add(minute, wallet, { kind: "suspend", user });
  add(minute + random.below(240), wallet, { kind: "reinstate", user });
  const other = pick(random, cast.users);
  const limits = random.below(3) === 0 ? {} : limitsOf(random);
  add(around(random, 200), other.wallet, {
    ...{ kind: "sender-limits", asset: other.asset, user: other.name, limits },
  });
}

function around(random: Making["random"], spread: number): number {
  return NOON - spread + random.below(2 * spread);
}
