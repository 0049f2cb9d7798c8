import type { AccountId } from "../../primitives/account-id.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { balanceOf } from "./balance.ts";
import { isIssuer } from "./issuer.ts";
import { type AssetRecord, assets } from "./records.ts";

/** Why an issuer's options keep a holder from paying. */
export const payFailures = {
  ASSET_FROZEN: "The issuer has frozen the asset for everybody. asset_get gives the reason.",
  DEBTOR_FROZEN:
    "The issuer has frozen what the payer has of this asset. account_balances gives the reason.",
  DEBTOR_NOT_AUTHORISED:
    "The issuer has not authorised the payer to hold this asset. Ask the issuer.",
  TRANSFER_LIMIT:
    "The amount is above the issuer's limit for one transfer. asset_get shows it; pay less at a time.",
} as const;

/** Why an issuer's options keep a holder from being paid. */
export const receiveFailures = {
  CREDITOR_FROZEN:
    "The issuer has frozen what the receiver has of this asset. It can take it again when that ends.",
  CREDITOR_NOT_AUTHORISED:
    "The issuer has not authorised the receiver to hold this asset. The receiver asks the issuer.",
  HOLDER_LIMIT:
    "The receiver would have more than the issuer lets one account hold. asset_get shows the limit.",
} as const;

/** Whether the issuer lets an account pay an amount. Of the issuer itself nothing is asked. */
export function whyNotPay(
  ledger: LedgerReader,
  account: AccountId,
  { asset, minor }: Amount,
): keyof typeof payFailures | undefined {
  const record = controlled(ledger, account, asset);
  if (record === undefined) return undefined;
  const { authorised, frozen } = balanceOf(ledger, account, asset);
  if (record.frozen !== undefined) return "ASSET_FROZEN";
  if (frozen !== undefined) return "DEBTOR_FROZEN";
  if (record.options?.authorisation === true && authorised !== true) return "DEBTOR_NOT_AUTHORISED";
  const { perTransfer } = record.limits ?? {};
  return perTransfer !== undefined && minor > perTransfer ? "TRANSFER_LIMIT" : undefined;
}

/** Whether the issuer lets an account take an amount. */
export function whyNotReceive(
  ledger: LedgerReader,
  account: AccountId,
  { asset, minor }: Amount,
): keyof typeof receiveFailures | "ASSET_FROZEN" | undefined {
  const record = controlled(ledger, account, asset);
  if (record === undefined) return undefined;
  const { authorised, frozen, available, held } = balanceOf(ledger, account, asset);
  if (record.frozen !== undefined) return "ASSET_FROZEN";
  if (frozen !== undefined) return "CREDITOR_FROZEN";
  if (record.options?.authorisation === true && authorised !== true) {
    return "CREDITOR_NOT_AUTHORISED";
  }
  const { perHolder } = record.limits ?? {};
  const isTooMuch = perHolder !== undefined && available + held + minor > perHolder;
  return isTooMuch ? "HOLDER_LIMIT" : undefined;
}

/** A holder that is not authorised any more may redeem what it has; one that is frozen may not even do that. */
export function isFrozen(ledger: LedgerReader, account: AccountId, asset: Uint8Array): boolean {
  const record = controlled(ledger, account, asset);
  if (record === undefined) return false;
  return record.frozen !== undefined || balanceOf(ledger, account, asset).frozen !== undefined;
}

/** The asset, if it has options and the account is not its issuer: nothing can be in the way of others. */
function controlled(
  ledger: LedgerReader,
  account: AccountId,
  asset: Uint8Array,
): AssetRecord | undefined {
  const record = assets.read(ledger, asset);
  return record?.options === undefined || isIssuer(account, asset) ? undefined : record;
}
