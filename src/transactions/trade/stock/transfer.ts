import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { move } from "./levels.ts";
import { quantity, reference, shelfKey, shelves } from "./records.ts";
import { isIn } from "./standing.ts";
import { transferring, transfers, transfersOf } from "./transfers.ts";

/** trade.stock.transfer: a warehouse sends goods of a merchant to another warehouse. */
export const transferStock = defineOperation({
  tag: 0x0524,
  name: "trade.stock.transfer",
  since: 9,
  summary: "A warehouse sends goods of a merchant to another warehouse.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({ ...shelfKey, to: enterpriseCode, quantity, reference }),
  result: field.record({ id: field.hash() }),
  failures: {
    ...ownEnterpriseFailures,
    ZERO_QUANTITY: "Nothing is no quantity. Say how much is sent, in 0.00001 of the unit.",
    SAME_WAREHOUSE: "The goods are in that warehouse already. Name the one that they go to.",
    WAREHOUSE_NOT_ACTIVE:
      "The receiving warehouse is not approved or is suspended. customs_enterprise shows it.",
    NOT_ENOUGH_FREE:
      "Less of the article is free: the rest is reserved for orders, or is not there. trade_stock shows the shelf.",
  },
  keys: ({ body }) => [
    shelves.key(body),
    enterprises.key(body.warehouse),
    enterprises.key(body.to),
  ],
  check({ body }) {
    if (body.quantity === 0n) return "ZERO_QUANTITY";
    return body.warehouse === body.to ? "SAME_WAREHOUSE" : undefined;
  },
  apply({ source, body, operationId: id, height, timeMs, protocolVersion }, ledger) {
    const { warehouse, merchant, to, reference: paper } = body;
    const owner = ownEnterprise(ledger, source, warehouse, "warehouse");
    if (typeof owner === "string") return fail(owner);
    if (!isIn(ledger, to, "warehouse")) return fail("WAREHOUSE_NOT_ACTIVE");
    const why = {
      reference: paper,
      code: to,
      source,
      operationId: id,
      height,
      timeMs,
      protocolVersion,
    };
    if (!move(ledger, body, "transfer-out", body.quantity, why)) return fail("NOT_ENOUGH_FREE");
    const record = { id, ...body, status: "sent" as const, received: 0n, height, timeMs };
    transfers.write(ledger, record, id);
    for (const code of [warehouse, to, merchant]) {
      transfersOf.write(ledger, { height }, code, id);
      transferring.write(ledger, { height }, code, id);
    }
    return done({ id });
  },
});
