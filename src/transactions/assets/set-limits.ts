import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { assetWith, checkIssuer, optionFailures } from "./issuer.ts";
import { assetLimits, assets } from "./records.ts";

/** asset.limits.set: the issuer's limits from now on. What somebody has above a new one stays. */
export const setLimits = defineOperation({
  tag: 0x001b,
  name: "asset.limits.set",
  since: 3,
  summary: "Sets an asset's limits per holder, per transfer and per day; absent ones end.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({ asset: field.asset(), limits: assetLimits }),
  result: field.record({ asset: field.asset() }),
  failures: optionFailures,
  keys: ({ body }) => [assets.key(body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply({ body: { asset, limits } }, ledger) {
    const found = assetWith(ledger, asset, "limits");
    if (!found.ok) return fail(found.code);
    assets.write(ledger, { ...found.value, limits }, asset);
    return done({ asset });
  },
});
