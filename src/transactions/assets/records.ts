import { ACCOUNT_ID_BYTES } from "../../primitives/account-id.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../entry-key.ts";
import { stored, storedGrown } from "../stored.ts";

const firstAsset = field.record({
  asset: field.asset(),
  /** Decimal places of the minor unit. */
  decimals: field.uint(8),
  supply: field.uint64(),
  since: field.count(),
});

/** What the issuer may do with its asset, fixed when it is defined: who takes it knows what can happen to it. */
export const assetOptions = field.record({
  /** Only holders that the issuer has authorised may receive and pay it. */
  authorisation: field.bool(),
  /** The issuer may freeze one holder, or all of them. */
  freeze: field.bool(),
  /** The issuer may take it back from a holder. */
  clawback: field.bool(),
  /** The issuer may set and change limits. */
  limits: field.bool(),
});

/** In minor units; absent is without limit. A day is one of UTC, by block time. */
export const assetLimits = field.record({
  /** The most that one account may have, what it holds included. */
  perHolder: field.optional(field.uint64()),
  perTransfer: field.optional(field.uint64()),
  /** The most that one account may send in a day. */
  perDay: field.optional(field.uint64()),
});

/** What the issuer says that it has in reserve for the asset. */
export const reserves = field.record({
  minor: field.uint64(),
  /** The moment that the figure is of, milliseconds UTC. */
  asOfMs: field.count(),
  /** Hash of the report, which itself travels outside the ledger. */
  report: field.hash(),
  /** The account of the accounting firm that attested it. */
  attestedBy: field.optional(field.account()),
  height: field.count(),
});

/** An asset and how much of it exists: supply = Σ balances + holds (docs/domain section 1). */
export const assetRecord = field.record({
  ...firstAsset.shape,
  options: field.optional(assetOptions),
  limits: field.optional(assetLimits),
  /** Why the issuer froze it for everybody, while it is. */
  frozen: field.optional(field.text(140)),
  reserves: field.optional(reserves),
});
export type AssetRecord = ValueOf<typeof assetRecord>;

const firstBalance = field.record({ available: field.uint64(), held: field.uint64() });

/** What an account holds of one asset. What is held is the owner's, but promised: it cannot be spent. */
export const balanceRecord = field.record({
  ...firstBalance.shape,
  /** Present once the issuer has authorised the holder; false if it took that back. */
  authorised: field.optional(field.bool()),
  /** Why the issuer froze the holder, while it is. */
  frozen: field.optional(field.text(140)),
});
export type BalanceRecord = ValueOf<typeof balanceRecord>;
/** The money of a balance, without what the issuer has said about its holder. */
export type Holding = Pick<BalanceRecord, "available" | "held">;

export const redemptionRecord = field.record({
  id: field.hash(),
  holder: field.account(),
  amount: field.amount(),
  reference: field.optional(field.text(35)),
  status: field.choice(["requested", "confirmed", "rejected"]),
  reason: field.optional(field.text(140)),
});
export type RedemptionRecord = ValueOf<typeof redemptionRecord>;

export const assets = storedGrown(assetRecord, firstAsset, entryKey("asset"));
export const redemptions = stored(redemptionRecord, entryKey("redemption"));
/** By issuer and id: redemptions asked for since version 3 that the issuer has not answered. */
export const openRedemptions = stored(
  field.record({ height: field.count() }),
  pairKey("redeeming"),
);

export const BALANCE_PREFIX = "balance/";
const HOLDER_END = BALANCE_PREFIX.length + 2 * ACCOUNT_ID_BYTES;
/** Of an account in an asset. */
export const balances = storedGrown(balanceRecord, firstBalance, pairKey("balance"));

/** The account, in hexadecimal, whose balance a key holds; undefined for other keys. */
export function holderOf(key: string): string | undefined {
  return key.startsWith(BALANCE_PREFIX) ? key.slice(BALANCE_PREFIX.length, HOLDER_END) : undefined;
}

/** Account and asset, in hexadecimal, whose balance a key holds; undefined for other keys. */
export function holdingOf(key: string): { account: string; asset: string } | undefined {
  if (!key.startsWith(BALANCE_PREFIX)) return undefined;
  return {
    account: key.slice(BALANCE_PREFIX.length, HOLDER_END),
    asset: key.slice(HOLDER_END + 1),
  };
}
