import type { AccountId } from "../../primitives/account-id.ts";
import { assetIssuer } from "../../primitives/asset-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { type AssetRecord, assets } from "./records.ts";

/** The failures of what only an issuer does with its asset. */
export const issuerFailures = {
  NOT_ISSUER: "Only the asset's issuer does this. Sign with the issuer's key.",
  UNKNOWN_ASSET: "The asset is not defined. Define it first with asset.define.",
} as const;

export function checkIssuer(source: AccountId, asset: Uint8Array): "NOT_ISSUER" | undefined {
  return isIssuer(source, asset) ? undefined : "NOT_ISSUER";
}

export function isIssuer(account: AccountId, asset: Uint8Array): boolean {
  return equalBytes(assetIssuer(asset), account);
}

export const optionFailures = {
  ...issuerFailures,
  OPTION_OFF:
    "The asset was defined without this option, and options never change. asset_get shows them.",
} as const;

type Option = keyof NonNullable<AssetRecord["options"]>;

/** The asset, if it was defined with an option. */
export function assetWith(
  ledger: LedgerReader,
  asset: Uint8Array,
  option: Option,
):
  | { readonly ok: true; readonly value: AssetRecord }
  | { readonly ok: false; readonly code: "UNKNOWN_ASSET" | "OPTION_OFF" } {
  const value = assets.read(ledger, asset);
  if (value === undefined) return { ok: false, code: "UNKNOWN_ASSET" };
  return value.options?.[option] === true ? { ok: true, value } : { ok: false, code: "OPTION_OFF" };
}
