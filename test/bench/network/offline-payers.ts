import type { Role } from "../../../src/chain/participant.ts";
import type { Payer } from "../../../src/cli/load/payer.ts";
import { accountOfKey } from "../../../src/primitives/account-id.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";

/** Accounts of chains that are made offline: whoever appends there checks no signatures, so there are no keys. */
export function unsigned(name: string): Payer {
  const publicKey = sha256(utf8(`bench ${name}`));
  const signature = new Uint8Array(64);
  return {
    account: accountOfKey(publicKey),
    publicKeys: [publicKey],
    sign: () => [{ publicKey, signature }],
  };
}

export function authorityOf({ publicKeys }: Payer) {
  return {
    signers: publicKeys.map((publicKey) => ({ publicKey, weight: 1 })),
    thresholds: { low: 1, medium: 1, high: 1 },
  };
}

/** A participant of genesis. */
export function memberOf(name: string, role: Role) {
  const authority = authorityOf(unsigned(name));
  return { name, roles: [role], country: "HK", lei: undefined, authority };
}

/** Milliseconds that it took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
