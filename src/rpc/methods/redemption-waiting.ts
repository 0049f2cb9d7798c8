import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { redemptionRecord, redemptions } from "../../transactions/assets/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { indexedPage } from "../page.ts";
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
    const read = (one: Uint8Array) => redemptions.read(node.ledger, one);
    const { found, next } = await indexedPage(node, prefix, { after, limit }, read);
    return { redemptions: found.map((one) => redemptionRecord.toJson(one)), next };
  },
});
