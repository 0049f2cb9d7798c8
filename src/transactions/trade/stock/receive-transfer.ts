import { field } from "../../../primitives/fields/index.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { move } from "./levels.ts";
import { quantity } from "./records.ts";
import { transferring, transfers } from "./transfers.ts";

/** trade.stock.transfer.receive: the other warehouse says how much has arrived. What is missing stays on the transfer's record. */
export const receiveTransfer = defineOperation({
  tag: 0x0525,
  name: "trade.stock.transfer.receive",
  since: 9,
  summary: "The receiving warehouse says how much of a transfer has arrived.",
  signatories: ["warehouse"],
  threshold: "medium",
  /** Nothing at all may have arrived. */
  body: field.record({ transfer: field.hash(), received: quantity }),
  result: field.record({ shortage: quantity }),
  failures: {
    ...ownEnterpriseFailures,
    UNKNOWN_TRANSFER: "There is no such transfer. trade_transfers shows those on their way.",
    TRANSFER_RECEIVED: "The transfer was received. What comes later is taken in by its own paper.",
    MORE_THAN_SENT:
      "More than was sent cannot arrive. Count again; what else came is taken in by its own paper.",
    STOCK_FULL: "The shelf cannot count so much. Look for a mistake in the quantity.",
  },
  keys: ({ body }) => [transfers.key(body.transfer)],
  check: () => undefined,
  apply(
    { source, body: { transfer: id, received }, operationId, height, timeMs, protocolVersion },
    ledger,
  ) {
    const transfer = transfers.read(ledger, id);
    if (transfer === undefined) return fail("UNKNOWN_TRANSFER");
    const { warehouse: from, merchant, itemNo, to, reference } = transfer;
    const owner = ownEnterprise(ledger, source, to, "warehouse");
    if (typeof owner === "string") return fail(owner);
    if (transfer.status !== "sent") return fail("TRANSFER_RECEIVED");
    if (received > transfer.quantity) return fail("MORE_THAN_SENT");
    const why = { reference, code: from, source, operationId, height, timeMs, protocolVersion };
    const shelf = { warehouse: to, merchant, itemNo };
    if (received > 0n && !move(ledger, shelf, "transfer-in", received, why))
      return fail("STOCK_FULL");
    transfers.write(ledger, { ...transfer, status: "received", received }, id);
    for (const code of [from, to, merchant]) ledger.delete(transferring.key(code, id));
    return done({ shortage: transfer.quantity - received });
  },
});
