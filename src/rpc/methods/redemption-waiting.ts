import { fromHex, toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import {
  openRedemptions,
  redemptionRecord,
  redemptions,
} from "../../transactions/assets/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape } from "../schemas.ts";

const id = field.hash();

/** redemption_waiting: what holders have asked an issuer to pay out, while it has not answered. */
export const waiting = defineMethod({
  name: "redemption_waiting",
  summary: "Redemptions that wait for an issuer's answer, by id.",
  params: {
    account: accountInput,
    after: optional(of(id, "The redemption after which to go on.")),
    limit: limitInput,
  },
  result: shape({ redemptions: listOf(redemptionRecord.schema), next: nullable(id.schema) }),
  errors: {},
  example: { params: { account: "gateway-hk" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `redeeming/${toHex(account)}/`;
    const start = after === undefined ? undefined : openRedemptions.key(account, after);
    const page = await pageOf(node, prefix, start, limit);
    const ids = page.entries.map(({ key }) => key.slice(prefix.length));
    const found = ids.flatMap((one) => redemptions.read(node.ledger, fromHex(one)!) ?? []);
    const next = page.isLast ? null : (ids.at(-1) ?? null);
    return { redemptions: found.map((one) => redemptionRecord.toJson(one)), next };
  },
});
