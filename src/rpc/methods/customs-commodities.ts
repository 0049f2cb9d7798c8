import {
  commodities as records,
  commoditiesPrefix,
  commodityRecord,
} from "../../transactions/customs/commodities/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

const { merchant: code, itemNo } = commodityRecord.shape;

/** customs_commodities: the articles that a merchant has on record. */
export const commodities = defineMethod({
  name: "customs_commodities",
  summary:
    "The articles that a merchant has on record: what is in force, and what waits for approval.",
  params: {
    merchant: of(code, "The merchant's code with customs."),
    itemNo: optional(of(itemNo, "Only this one.")),
    after: optional(of(itemNo, "The article after which to go on.")),
    limit: limitInput,
  },
  result: shape({ commodities: listOf(commodityRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { merchant: "440196000M" } },
  right: "read",
  async handle({ merchant, itemNo: one, after, limit }, node) {
    if (one !== undefined) {
      const found = records.read(node.ledger, merchant, one);
      return {
        commodities: found === undefined ? [] : [commodityRecord.toJson(found)],
        next: null,
      };
    }
    const start = after === undefined ? undefined : records.key(merchant, after);
    const { entries, isLast } = await pageOf(node, commoditiesPrefix(merchant), start, limit);
    const found = entries.map(({ value }) => records.decode(value));
    const next = isLast ? null : (found.at(-1)?.itemNo ?? null);
    return { commodities: found.map((each) => commodityRecord.toJson(each)), next };
  },
});
