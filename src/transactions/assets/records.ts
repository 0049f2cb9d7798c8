import type { AccountId } from "../../primitives/account-id.ts";
import type { AssetId } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
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

export const assets = stored(assetRecord, (asset: AssetId) => `asset/${toHex(asset)}`);
export const redemptions = stored(redemptionRecord, (id: Uint8Array) => `redemption/${toHex(id)}`);

export const BALANCE_PREFIX = "balance/";
export const balances = stored(
  balanceRecord,
  (account: AccountId, asset: AssetId) => `${BALANCE_PREFIX}${toHex(account)}/${toHex(asset)}`,
);

/** The account, in hexadecimal, whose balance a key holds; undefined for other keys. */
export function holderOf(key: string): string | undefined {
  return key.startsWith(BALANCE_PREFIX) ? key.split("/")[1] : undefined;
}
