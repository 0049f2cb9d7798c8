import type { AccountId } from "../../primitives/account-id.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { done, fail } from "../definition.ts";
import { accounts } from "../participants/records.ts";
import { balanceOf } from "./balance.ts";
import { assetWith, optionFailures } from "./issuer.ts";
import { assets, balances } from "./records.ts";

/** Whose: absent is everybody. */
export const frozenResult = field.record({ holder: field.optional(field.account()) });

export const freezeFailures = {
  ...optionFailures,
  UNKNOWN_ACCOUNT: "The holder's account is not registered. Check the address.",
} as const;

/** Writes why an asset is frozen, for one holder or for all; `unchanged` is the failure if it is so already. */
export function setFrozen<Unchanged extends string>(
  ledger: Ledger,
  { asset, holder }: { readonly asset: Uint8Array; readonly holder: AccountId | undefined },
  frozen: string | undefined,
  unchanged: Unchanged,
) {
  const found = assetWith(ledger, asset, "freeze");
  if (!found.ok) return fail(found.code);
  const isSame = (before: string | undefined) => (before === undefined) === (frozen === undefined);
  if (holder === undefined) {
    if (isSame(found.value.frozen)) return fail(unchanged);
    assets.write(ledger, { ...found.value, frozen }, asset);
    return done({ holder });
  }
  if (!ledger.has(accounts.key(holder))) return fail("UNKNOWN_ACCOUNT");
  const before = balanceOf(ledger, holder, asset);
  if (isSame(before.frozen)) return fail(unchanged);
  balances.write(ledger, { ...before, frozen }, holder, asset);
  return done({ holder });
}
