import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { checkIssuer, issuerFailures } from "./issuer.ts";
import { assetOptions, assets } from "./records.ts";

/** asset.options: what the issuer may do with its asset. In the transaction that defines it, and never again. */
export const options = defineOperation({
  tag: 0x0015,
  name: "asset.options",
  since: 3,
  summary: "Fixes what the issuer may do with an asset, in the transaction that defines it.",
  signatories: ["gateway"],
  threshold: "high",
  body: field.record({ asset: field.asset(), options: assetOptions }),
  result: field.record({ asset: field.asset() }),
  failures: {
    ...issuerFailures,
    OPTIONS_FIXED:
      "An asset's options are fixed when it is defined. Put asset.options into the transaction that has asset.define.",
  },
  keys: ({ body }) => [assets.key(body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply({ body: { asset, options: chosen }, height }, ledger) {
    const record = assets.read(ledger, asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    // In a later block somebody may have taken it as it was.
    const isFixed = record.since !== height || record.supply > 0n || record.options !== undefined;
    if (isFixed) return fail("OPTIONS_FIXED");
    assets.write(ledger, { ...record, options: chosen }, asset);
    return done({ asset });
  },
});
