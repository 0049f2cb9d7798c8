import type { AccountId } from "../../primitives/account-id.ts";
import { assetIssuer } from "../../primitives/asset-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import { openRedemptions, type RedemptionRecord, redemptions } from "./records.ts";

export const redemptionFailures = {
  UNKNOWN_REDEMPTION: "There is no redemption with this id. It is in the receipt of asset.redeem.",
  NOT_ISSUER: "Only the asset's issuer answers a redemption. Sign with the issuer's key.",
  REDEMPTION_CLOSED: "The redemption was answered already. Look it up; nothing is left on hold.",
} as const;

type Open =
  | { readonly ok: true; readonly value: RedemptionRecord }
  | { readonly ok: false; readonly code: keyof typeof redemptionFailures };

/** The issuer's answer. */
export function closeRedemption(
  ledger: Ledger,
  open: RedemptionRecord,
  answer: Pick<RedemptionRecord, "status"> & Partial<Pick<RedemptionRecord, "reason">>,
): void {
  redemptions.write(ledger, { ...open, ...answer }, open.id);
  ledger.delete(openRedemptions.key(assetIssuer(open.amount.asset), open.id));
}

/** The redemption that `issuer` may answer now. */
export function openRedemption(ledger: LedgerReader, id: Uint8Array, issuer: AccountId): Open {
  const value = redemptions.read(ledger, id);
  if (value === undefined) return { ok: false, code: "UNKNOWN_REDEMPTION" };
  if (!equalBytes(assetIssuer(value.amount.asset), issuer))
    return { ok: false, code: "NOT_ISSUER" };
  if (value.status !== "requested") return { ok: false, code: "REDEMPTION_CLOSED" };
  return { ok: true, value };
}
