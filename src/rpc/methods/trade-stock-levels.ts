import { field } from "../../primitives/fields/index.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import {
  stockLevelRecord,
  stockLevels,
  stockLevelsPrefix,
} from "../../transactions/trade/stock/statistics/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { countersPage } from "../page.ts";
import { flag, integer, listOf, nullable, shape, text } from "../schemas.ts";
import { GROUP_MIN } from "../small-groups.ts";

const place = field.text(8, /^[0-9]{2}\/[0-9]{3}$/, "must be `next` of the page before");

/** trade_stockLevels: what lies in a country's warehouses now. Small groups are there without numbers. */
export const tradeStockLevels = defineMethod({
  name: "trade_stockLevels",
  summary:
    "What lies in a country's warehouses now by tariff chapter and unit, in 0.00001 of it; groups of fewer than 5 shelves without numbers.",
  params: {
    country: of(countryCode, "Of the warehouse, ISO 3166-1 alpha-2, like CN."),
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    levels: listOf(
      shape({
        ...{ chapter: text, unit: text, withheld: flag, shelves: nullable(integer) },
        onHand: nullable(stockLevelRecord.shape.onHand.schema),
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN" } },
  right: "read",
  async handle({ country, after, limit }, node) {
    const family = stockLevelsPrefix(country);
    const page = { after, limit };
    const { lines, next } = await countersPage(node, { family, within: family }, page, read);
    return { levels: lines, next };
  },
});

function read(parts: readonly string[], bytes: Uint8Array) {
  const [chapter, unit] = parts as readonly [string, string];
  const { shelves, onHand } = stockLevels.decode(bytes);
  const withheld = shelves < GROUP_MIN;
  const counts = withheld
    ? { shelves: null, onHand: null }
    : { shelves, onHand: onHand.toString() };
  return { chapter, unit, withheld, ...counts };
}
