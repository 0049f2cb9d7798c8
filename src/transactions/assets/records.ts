import { ACCOUNT_ID_BYTES } from "../../primitives/account-id.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../entry-key.ts";
import { stored } from "../stored.ts";

/** An asset and how much of it exists: supply = Σ balances + holds (docs/domain section 1). */
export const assetRecord = field.record({
  asset: field.asset(),
  /** Decimal places of the minor unit. */
  decimals: field.uint(8),
  supply: field.uint64(),
  since: field.count(),
});
export type AssetRecord = ValueOf<typeof assetRecord>;

/** What an account holds of one asset. What is held is the owner's, but promised: it cannot be spent. */
export const balanceRecord = field.record({ available: field.uint64(), held: field.uint64() });
export type BalanceRecord = ValueOf<typeof balanceRecord>;

export const redemptionRecord = field.record({
  id: field.hash(),
  holder: field.account(),
  amount: field.amount(),
  reference: field.optional(field.text(35)),
  status: field.choice(["requested", "confirmed", "rejected"]),
  reason: field.optional(field.text(140)),
});
export type RedemptionRecord = ValueOf<typeof redemptionRecord>;

export const assets = stored(assetRecord, entryKey("asset"));
export const redemptions = stored(redemptionRecord, entryKey("redemption"));

export const BALANCE_PREFIX = "balance/";
/** Of an account in an asset. */
export const balances = stored(balanceRecord, pairKey("balance"));

/** The account, in hexadecimal, whose balance a key holds; undefined for other keys. */
export function holderOf(key: string): string | undefined {
  if (!key.startsWith(BALANCE_PREFIX)) return undefined;
  return key.slice(BALANCE_PREFIX.length, BALANCE_PREFIX.length + 2 * ACCOUNT_ID_BYTES);
}
