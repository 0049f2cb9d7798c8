import { field } from "../../primitives/fields/index.ts";
import { goods as records, goodsPrefix } from "../../transactions/customs/statistics/records.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { monthInput } from "../month-input.ts";
import { countersPage } from "../page.ts";
import { flag, integer, listOf, minor, nullable, shape, text, words } from "../schemas.ts";
import { GROUP_MIN } from "../small-groups.ts";

const place = field.text(
  48,
  /^[0-9-]+\/[a-z]+\/[0-9]{4}\/[0-9]{3}\/[0-9]{3}\/[0-9]{2}$/,
  "must be `next` of the page before",
);

type Parts = readonly [string, string, string, string, string, string];

/** customs_goods: what was released, by where it was made and by chapter of the tariff. Small groups are there without numbers. */
export const goods = defineMethod({
  name: "customs_goods",
  summary:
    "A month's released goods by day of UTC, direction, mode, currency, origin and tariff chapter; groups of fewer than 5 lists without numbers.",
  params: {
    country: of(countryCode, "ISO 3166-1 alpha-2, like CN."),
    month: monthInput,
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({
    goods: listOf(
      shape({
        ...{ day: text, direction: words("import", "export"), mode: text, currency: text },
        ...{ origin: text, chapter: text, withheld: flag },
        ...{ lists: nullable(integer), lines: nullable(integer), value: nullable(minor) },
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { country: "CN", month: "2026-11" } },
  right: "read",
  async handle({ country, month, after, limit }, node) {
    const keys = { family: goodsPrefix(country, ""), within: goodsPrefix(country, month) };
    const { lines, next } = await countersPage(node, keys, { after, limit }, (parts, bytes) => {
      const [day, direction, mode, currency, origin, chapter] = parts as Parts;
      const group = { day, direction, mode, currency, origin, chapter };
      const { lists, lines: count, value } = records.decode(bytes);
      if (lists < GROUP_MIN) {
        return { ...group, withheld: true, lists: null, lines: null, value: null };
      }
      return { ...group, withheld: false, lists, lines: count, value: value.toString() };
    });
    return { goods: lines, next };
  },
});
