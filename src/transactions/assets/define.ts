import { ASSET_CODE, assetId } from "../../primitives/asset-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { CURRENCY_DECIMALS } from "./currencies.ts";
import { assets } from "./records.ts";

/** asset.define: a gateway declares an asset that it will issue. Its options never change afterwards. */
export const define = defineOperation({
  tag: 0x0010,
  name: "asset.define",
  since: 1,
  summary: "Declares an asset of the source's own issue.",
  signatories: ["gateway"],
  threshold: "high",
  body: field.record({
    code: field.text(12, ASSET_CODE, "must be 3 to 12 capital letters and digits, like HKD"),
    decimals: field.uint(8),
  }),
  result: field.record({ asset: field.asset() }),
  failures: {
    CURRENCY_DECIMALS:
      "ISO 4217 gives this currency another number of decimals. Use the standard's.",
    TOO_MANY_DECIMALS: "An asset has at most 18 decimals, so that amounts fit 64 bits.",
    ASSET_EXISTS: "The source has defined this code already. Issue the existing asset.",
  },
  keys: ({ source, body }) => [assets.key(assetId(body.code, source))],
  check({ body }) {
    const standard = CURRENCY_DECIMALS.get(body.code);
    if (standard !== undefined && standard !== body.decimals) return "CURRENCY_DECIMALS";
    return body.decimals > 18 ? "TOO_MANY_DECIMALS" : undefined;
  },
  apply({ source, body, height }, ledger) {
    const asset = assetId(body.code, source);
    if (ledger.has(assets.key(asset))) return fail("ASSET_EXISTS");
    const plain = { options: undefined, limits: undefined, frozen: undefined, reserves: undefined };
    const { decimals } = body;
    assets.write(ledger, { asset, decimals, supply: 0n, since: height, ...plain }, asset);
    return done({ asset });
  },
});
