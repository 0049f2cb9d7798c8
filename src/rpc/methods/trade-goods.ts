import { field } from "../../primitives/fields/index.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  tradeGoods as records,
  tradeGoodsPrefix,
} from "../../transactions/trade/mall/statistics/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { countersPage } from "../page.ts";
import { flag, integer, listOf, minor, nullable, shape, text, words } from "../schemas.ts";
import { GROUP_MIN } from "../small-groups.ts";

const place = field.text(
  48,
  /^[0-9-]+\/[a-z]+\/[0-9A-Z]+\/[0-9]{3}\/[0-9]{2}$/,
  "must be `next` of the page before",
);

type Parts = readonly [string, string, string, string, string];

/** trade_goods: what was ordered in malls, by chapter of the tariff. Small groups are there without numbers. */
export const tradeGoods = defineMethod({
  name: "trade_goods",
  summary:
    "A month's goods ordered in malls by day of UTC, direction, kind of sale, currency and tariff chapter; groups of fewer than 5 orders without numbers.",
  params: {
    country: of(countryCode, "Of the platform, ISO 3166-1 alpha-2, like CN."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    goods: listOf(
      shape({
        ...{ day: text, direction: words("import", "export"), sale: text, currency: text },
        ...{ chapter: text, withheld: flag, orders: nullable(integer), value: nullable(minor) },
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const keys = {
      family: tradeGoodsPrefix(country, ""),
      within: tradeGoodsPrefix(country, month),
    };
    const { lines, next } = await countersPage(node, keys, { after, limit }, (parts, bytes) => {
      const [day, direction, sale, currency, chapter] = parts as Parts;
      const group = { day, direction, sale, currency, chapter };
      const { orders, value } = records.decode(bytes);
      if (orders < GROUP_MIN) return { ...group, withheld: true, orders: null, value: null };
      return { ...group, withheld: false, orders, value: value.toString() };
    });
    return { goods: lines, next };
  },
});
