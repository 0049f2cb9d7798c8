import { formatAccount } from "../primitives/account-id.ts";
import { assetCode, assetIssuer, formatAsset } from "../primitives/asset-id.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { AssetRecord } from "../transactions/assets/records.ts";
import { accounts } from "../transactions/participants/records.ts";
import { account, asset, integer, minor, nullable, shape, text } from "./schemas.ts";

export const assetSchema = shape({
  asset,
  code: text,
  issuer: account,
  issuerName: nullable(text),
  decimals: integer,
  supply: minor,
  since: integer,
});

/** An asset with what its identity says in words, so that nobody has to take it apart. */
export function assetToJson(ledger: LedgerReader, record: AssetRecord): Json {
  const issuer = assetIssuer(record.asset);
  return {
    asset: formatAsset(record.asset),
    code: assetCode(record.asset),
    issuer: formatAccount(issuer),
    issuerName: accounts.read(ledger, issuer)?.participant ?? null,
    decimals: record.decimals,
    supply: record.supply.toString(),
    since: record.since,
  };
}
