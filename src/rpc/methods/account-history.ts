import { formatAccount } from "../../primitives/account-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, heightInput, limitInput, object, of, optional } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { account, hash, integer, listOf, nullable, shape } from "../schemas.ts";

const place = shape({ height: integer, index: integer });

/** account_history: newest first. Places, not bodies: tx_get gives those, in a batch if wanted. */
export const history = defineMethod({
  name: "account_history",
  summary: "The transactions that an account signed or that touched its balances, newest first.",
  params: {
    account: accountInput,
    before: optional(object({ height: heightInput, index: of(field.count()) })),
    limit: limitInput,
  },
  result: shape({
    account,
    /** The list is whole from this height on: 0, unless this node forgets blocks or started from a snapshot. */
    firstHeight: integer,
    transactions: listOf(shape({ height: integer, index: integer, id: hash })),
    /** `before` of the next page; null if this is the last. */
    next: nullable(place),
  }),
  errors: {},
  example: { params: { account: "alice", limit: 10 } },
  right: "read",
  async handle({ account: id, before, limit = rpcLimits.pageDefault }, node) {
    const start = before === undefined ? {} : { before };
    const found = await node.chain.history(id, { ...start, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      account: formatAccount(id),
      firstHeight: node.chain.firstHistoryHeight(),
      transactions: page.map((one) => ({
        height: one.height,
        index: one.index,
        id: toHex(one.id),
      })),
      next:
        found.length <= limit || last === undefined
          ? null
          : { height: last.height, index: last.index },
    };
  },
});
