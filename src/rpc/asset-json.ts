import { type AccountId, formatAccount } from "../primitives/account-id.ts";
import { assetCode, assetIssuer, formatAsset } from "../primitives/asset-id.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import {
  assetLimits,
  assetOptions,
  type AssetRecord,
  reserves,
} from "../transactions/assets/records.ts";
import { accounts } from "../transactions/participants/records.ts";
import { account, asset, integer, minor, nullable, shape, text, time } from "./schemas.ts";

export const assetSchema = shape({
  asset,
  code: text,
  issuer: account,
  issuerName: nullable(text),
  decimals: integer,
  supply: minor,
  since: integer,
  /** What the issuer may do with it; null: nothing of that. */
  options: nullable(assetOptions.schema),
  /** In minor units; null, or null in it, is without limit. */
  limits: nullable(assetLimits.schema),
  /** Why the issuer froze it for everybody, while it is. */
  frozen: nullable(text),
  /** What the issuer says that it has in reserve, to compare with `supply`, and who attested that. */
  reserves: nullable(
    shape({
      minor,
      asOfMs: time,
      report: reserves.shape.report.schema,
      attestedBy: nullable(account),
      attestedByName: nullable(text),
      height: integer,
    }),
  ),
});

/** An asset with what its identity says in words, so that nobody has to take it apart. */
export function assetToJson(ledger: LedgerReader, record: AssetRecord): Json {
  const issuer = assetIssuer(record.asset);
  const { options, limits, frozen } = record;
  return {
    asset: formatAsset(record.asset),
    code: assetCode(record.asset),
    issuer: formatAccount(issuer),
    issuerName: nameOf(ledger, issuer),
    decimals: record.decimals,
    supply: record.supply.toString(),
    since: record.since,
    options: options === undefined ? null : assetOptions.toJson(options),
    limits: limits === undefined ? null : assetLimits.toJson(limits),
    frozen: frozen ?? null,
    reserves: reservesToJson(ledger, record),
  };
}

function reservesToJson(ledger: LedgerReader, record: AssetRecord): Json {
  if (record.reserves === undefined) return null;
  const { attestedBy } = record.reserves;
  const attestedByName = attestedBy === undefined ? null : nameOf(ledger, attestedBy);
  return { ...(reserves.toJson(record.reserves) as object), attestedByName };
}

function nameOf(ledger: LedgerReader, account: AccountId): string | null {
  return accounts.read(ledger, account)?.participant ?? null;
}
