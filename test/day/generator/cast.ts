import type { World } from "../events.ts";

export const ASSETS = ["HKD", "PHP", "CNY", "USD"] as const;

export interface User {
  readonly name: string;
  /** Its sponsor. */
  readonly wallet: string;
  /** What it has money in: what its wallet deals in. */
  readonly asset: string;
}
export interface Cast {
  readonly gateways: readonly string[];
  readonly banks: readonly string[];
  readonly wallets: readonly string[];
  readonly enterprises: readonly string[];
  readonly users: readonly User[];
  readonly usersOf: ReadonlyMap<string, readonly User[]>;
}

/** A gateway for each asset, a settlement bank for twenty members, a wallet for four, enterprises for the rest. */
export function castOf(members: number, count: number): Cast {
  const named = (role: string, size: number) =>
    Array.from({ length: size }, (_, i) => `${role}-${i}`);
  const gateways = named("gateway", ASSETS.length);
  const banks = named("bank", Math.max(2, Math.floor(members / 20)));
  const wallets = named("wallet", Math.max(2 * ASSETS.length, Math.floor(members / 4)));
  const rest = members - gateways.length - banks.length - wallets.length;
  const enterprises = named("enterprise", Math.max(1, rest));
  const users = named("user", count).map((name, i): User => {
    const wallet = i % wallets.length;
    return { name, wallet: wallets[wallet]!, asset: ASSETS[wallet % ASSETS.length]! };
  });
  const usersOf = new Map(
    ASSETS.map((code) => [code, users.filter(({ asset }) => asset === code)] as const),
  );
  return { gateways, banks, wallets, enterprises, users, usersOf };
}

export function worldOf({ gateways, banks, wallets, enterprises }: Cast): World {
  const as = (role: string, names: readonly string[]) => names.map((name) => ({ name, role }));
  return {
    members: [
      ...as("gateway", gateways),
      ...as("settlement-bank", banks),
      ...as("wallet", wallets),
      ...as("enterprise", enterprises),
    ],
    assets: ASSETS.map((code, i) => ({ name: code, code, issuer: gateways[i]! })),
  };
}
