import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { Ledger } from "../../state/ledger.ts";
import { done, fail } from "../definition.ts";
import { accounts } from "../participants/records.ts";
import { balanceOf } from "./balance.ts";
import { assetWith, optionFailures } from "./issuer.ts";
import { balances } from "./records.ts";

/** An account that holds an asset, or is to. */
export const holderBody = field.record({ asset: field.asset(), holder: field.account() });
export const holderResult = field.record({ holder: field.account() });

export const holderFailures = {
  ...optionFailures,
  UNKNOWN_ACCOUNT: "The holder's account is not registered. Check the address.",
} as const;

/** Writes whether an account is authorised; `unchanged` is the failure if it is so already. */
export function setAuthorised<Unchanged extends string>(
  ledger: Ledger,
  { asset, holder }: ValueOf<typeof holderBody>,
  authorised: boolean,
  unchanged: Unchanged,
) {
  const found = assetWith(ledger, asset, "authorisation");
  if (!found.ok) return fail(found.code);
  if (!ledger.has(accounts.key(holder))) return fail("UNKNOWN_ACCOUNT");
  const before = balanceOf(ledger, holder, asset);
  if ((before.authorised ?? false) === authorised) return fail(unchanged);
  balances.write(ledger, { ...before, authorised }, holder, asset);
  return done({ holder });
}
