import { formatAsset } from "../../primitives/asset-id.ts";
import { field } from "../../primitives/fields/index.ts";
import { assets } from "../../transactions/assets/records.ts";
import { assetSchema, assetToJson } from "../asset-json.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { asset, listOf, nullable, shape } from "../schemas.ts";

/** asset_list: every asset on the chain, by code. */
export const list = defineMethod({
  name: "asset_list",
  summary: "Assets in the order of their codes.",
  params: {
    after: optional(of(field.asset(), "The asset after which to go on.")),
    limit: limitInput,
  },
  result: shape({ assets: listOf(assetSchema), next: nullable(asset) }),
  errors: {},
  example: { params: {} },
  right: "read",
  async handle({ after, limit }, node) {
    const start = after === undefined ? undefined : assets.key(after);
    const page = await pageOf(node, assets.key(new Uint8Array(0)), start, limit);
    const found = page.entries.map(({ value }) => assets.decode(value));
    const last = found.at(-1);
    const next = page.isLast || last === undefined ? null : formatAsset(last.asset);
    return { assets: found.map((one) => assetToJson(node.ledger, one)), next };
  },
});
