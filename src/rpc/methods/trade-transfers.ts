import { field } from "../../primitives/fields/index.ts";
import { enterpriseCode } from "../../transactions/customs/codes.ts";
import {
  transferRecord,
  transferringPrefix,
  transfers as records,
  transfersOfPrefix,
} from "../../transactions/trade/stock/transfers.ts";
import { defineMethod } from "../definition.ts";
import { flagInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** trade_transfers: goods between warehouses, and what of them is missing. */
export const transfers = defineMethod({
  name: "trade_transfers",
  summary:
    "Transfers that an enterprise has a part in as either warehouse or as merchant, by id; all of them, or those on their way.",
  params: {
    enterprise: optional(of(enterpriseCode, "The code of a warehouse or merchant.")),
    underWay: optional(flagInput("With enterprise: only those that have not arrived.")),
    id: optional(of(id, "Only this one.")),
    after: optional(of(id, "The transfer after which to go on.")),
    limit: limitInput,
  },
  result: shape({ transfers: listOf(transferRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { enterprise: "440196000W", underWay: true } },
  right: "read",
  refine: ({ enterprise, id: one }) =>
    (enterprise === undefined) === (one === undefined)
      ? "must name an enterprise or a transfer, one of them"
      : undefined,
  async handle({ enterprise, underWay, id: one, after, limit }, node) {
    const read = (each: Uint8Array) => records.read(node.ledger, each);
    if (one !== undefined) {
      const found = read(one);
      return { transfers: found === undefined ? [] : [transferRecord.toJson(found)], next: null };
    }
    const prefixOf = underWay === true ? transferringPrefix : transfersOfPrefix;
    const { found, next } = await indexedPage(node, prefixOf(enterprise!), { after, limit }, read);
    return { transfers: found.map((each) => transferRecord.toJson(each)), next };
  },
});
