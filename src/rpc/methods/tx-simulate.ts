import { decodeTransaction } from "../../chain/transaction.ts";
import { defineMethod } from "../definition.ts";
import { givenTransaction } from "../given-transaction.ts";
import { anyJson } from "../inputs.ts";
import { receiptToJson } from "../receipt-json.ts";
import { refusalError } from "../rpc-error.ts";
import { hash, hex, integer, receipt, shape, transaction } from "../schemas.ts";

/** tx_simulate: what a transaction would do now. Others may come first, so it promises nothing. */
export const simulate = defineMethod({
  name: "tx_simulate",
  summary: "Runs a signed transaction on the newest state without keeping anything.",
  params: { transaction: anyJson({ anyOf: [hex, transaction] }) },
  result: shape({ id: hash, height: integer, receipt }),
  errors: {},
  example: { params: { transaction: "00" } },
  right: "read",
  handle({ transaction: given }, node, { names }) {
    const bytes = givenTransaction(given, names);
    const { height } = node.chain.head();
    const outcome = node.simulate(bytes);
    if ("kind" in outcome) throw refusalError(outcome);
    const decoded = decodeTransaction(bytes);
    const operations = decoded.ok ? decoded.value.body.operations : [];
    const json = receiptToJson(outcome, operations);
    return { id: (json as { transaction: string }).transaction, height, receipt: json };
  },
});
