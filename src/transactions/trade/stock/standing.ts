import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { commodities } from "../../customs/commodities/records.ts";
import { isOfKind, ownEnterprise } from "../../customs/enterprises/own.ts";
import { type EnterpriseKind, enterprises } from "../../customs/enterprises/records.ts";
import { inForce } from "../../customs/filing.ts";

export const goodsFailures = {
  MERCHANT_NOT_ACTIVE:
    "The merchant is not approved or is suspended. customs_enterprise shows what is in force.",
  COMMODITY_NOT_ACTIVE:
    "An article is not on record or not approved. customs_commodities shows the merchant's.",
} as const;

/** Whether an enterprise is approved for a kind of business, with whichever country's customs it is on record: goods cross borders. */
export function isIn(ledger: LedgerReader, code: string, kind: EnterpriseKind): boolean {
  return isOfKind(enterprises.read(ledger, code), kind);
}

/** Whether the source acts for an enterprise that is approved for a kind of business. */
export function actsFor(
  ledger: LedgerReader,
  source: AccountId,
  code: string,
  kind: EnterpriseKind,
): boolean {
  return typeof ownEnterprise(ledger, source, code, kind) !== "string";
}

/** Only recorded goods are kept, put together and sold (docs/domain section 4). */
export function areOnRecord(
  ledger: LedgerReader,
  merchant: string,
  articles: readonly string[],
): boolean {
  return articles.every((one) => inForce(commodities.read(ledger, merchant, one)) !== undefined);
}
