import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { lists } from "../../transactions/customs/lists/records.ts";
import { claimedGoods } from "../../transactions/trade/refunds/claimed.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { hash, listOf, minor, nullable, shape } from "../schemas.ts";

const quantities = { declared: minor, returned: minor, claimed: minor, left: minor };

/** trade_claimed: what of a list's goods can still be claimed on. */
export const claimed = defineMethod({
  name: "trade_claimed",
  summary:
    "What of an export list's lines came back, is claimed, and is left to claim on, in 0.00001 of their units, and by which claims; null if there is no such list.",
  params: { list: of(field.hash(), "The list's id.") },
  result: nullable(shape({ lines: listOf(shape(quantities)), claims: listOf(hash) })),
  errors: {},
  example: { params: { list: "5e".repeat(32) } },
  right: "read",
  handle({ list: id }, { ledger }) {
    const list = lists.read(ledger, id);
    if (list?.content.direction !== "export") return null;
    const held = claimedGoods.read(ledger, id);
    const lines = list.content.lines.map(({ quantity: declared }, at) => {
      const [returned, taken] = [list.returned[at]!, held?.claimed[at] ?? 0n];
      const left = declared - returned - taken;
      return {
        ...{ declared: declared.toString(), returned: returned.toString() },
        ...{ claimed: taken.toString(), left: left.toString() },
      };
    });
    return { lines, claims: (held?.claims ?? []).map(toHex) };
  },
});
