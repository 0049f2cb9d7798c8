import { field } from "../../primitives/fields/index.ts";
import { assets } from "../../transactions/assets/records.ts";
import { assetSchema, assetToJson } from "../asset-json.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** asset_get: all that the ledger knows of one asset. */
export const get = defineMethod({
  name: "asset_get",
  summary:
    "An asset's issuer, decimals, supply, options, limits, freeze and reserves; null if it is not defined.",
  params: { asset: of(field.asset(), "CODE@issuer, the issuer as account or name.") },
  result: nullable(assetSchema),
  errors: {},
  example: { params: { asset: "HKD@gateway-hk" } },
  right: "read",
  handle({ asset }, { ledger }) {
    const record = assets.read(ledger, asset);
    return record === undefined ? null : assetToJson(ledger, record);
  },
});
