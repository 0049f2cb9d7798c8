import { enterpriseCode } from "../../transactions/customs/codes.ts";
import {
  salePlatformRecord,
  salePlatforms,
  salePlatformsPrefix,
} from "../../transactions/trade/stock/sale-platforms.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** trade_salePlatforms: who may bring in a merchant's orders of other malls besides the merchant. */
export const tradeSalePlatforms = defineMethod({
  name: "trade_salePlatforms",
  summary: "Platforms that a merchant lets bring in its orders of other malls, and since when.",
  params: {
    merchant: of(enterpriseCode, "The merchant's code with customs."),
    after: optional(of(enterpriseCode, "The platform after which to go on.")),
    limit: limitInput,
  },
  result: shape({ platforms: listOf(salePlatformRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { merchant: "440196000M" } },
  right: "read",
  async handle({ merchant, after, limit }, node) {
    const start = after === undefined ? undefined : salePlatforms.key(merchant, after);
    const { entries, isLast } = await pageOf(node, salePlatformsPrefix(merchant), start, limit);
    const found = entries.map(({ value }) => salePlatforms.decode(value));
    const platforms = found.map((one) => salePlatformRecord.toJson(one));
    return { platforms, next: isLast ? null : (found.at(-1)?.platform ?? null) };
  },
});
