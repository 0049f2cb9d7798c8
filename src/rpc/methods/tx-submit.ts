import { setImmediate as nextTurn } from "node:timers/promises";

import type { Json } from "../../primitives/fields/field.ts";
import type { RpcContext } from "../context.ts";
import { type Call, defineMethod } from "../definition.ts";
import { anyJson } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { refusalError, RpcError } from "../rpc-error.ts";
import { hex, status, transaction as transactionSchema } from "../schemas.ts";
import { statusToJson } from "../status-json.ts";
import { givenTransaction } from "../given-transaction.ts";

/** Checking one signature takes about 60 µs: the event loop gets its turn after this many transactions. */
const PER_TURN = 16;

const one = { anyOf: [hex, transactionSchema] };

/** tx_submit. Sent again it answers with the status, so a client that lost an answer simply repeats. */
export const submit = defineMethod({
  name: "tx_submit",
  summary: "Hands in a signed transaction, or up to 100: bytes in hexadecimal or JSON.",
  params: {
    transaction: anyJson({
      anyOf: [
        ...one.anyOf,
        { type: "array", minItems: 1, maxItems: rpcLimits.batchMax, items: one },
      ],
    }),
  },
  result: { anyOf: [status, { type: "array", items: status }] },
  errors: {
    TOO_MANY_TRANSACTIONS: "Send a list of 1 to 100 transactions; use several calls for more.",
  },
  example: { params: { transaction: "00" } },
  right: "submit",
  async handle({ transaction }, node, call) {
    if (!Array.isArray(transaction)) return submitOne(transaction, node, call);
    if (transaction.length < 1 || transaction.length > rpcLimits.batchMax) {
      throw call.fail("TOO_MANY_TRANSACTIONS", `The list has ${transaction.length} transactions.`);
    }
    const answers: Json[] = [];
    for (const [index, item] of transaction.entries()) {
      if (index % PER_TURN === PER_TURN - 1) await nextTurn();
      answers.push(submitOrRefuse(item, node, call));
    }
    return answers;
  },
});

function submitOne(given: Json, node: RpcContext, { names, commits }: Call<never>): Json {
  const { bytes, id } = givenTransaction(given, names);
  const status = node.submit(bytes);
  if (status.status === "rejected") throw refusalError(status.refusal);
  if (id === undefined) throw new Error("the node took a transaction that cannot be read");
  return statusToJson(id, status, commits);
}

/** In a list one bad transaction must not hide what became of the others. */
function submitOrRefuse(given: Json, node: RpcContext, call: Call<never>): Json {
  try {
    return submitOne(given, node, call);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    const { code, message, hint, data } = error;
    const kind = data["kind"] ?? "malformed";
    const path = data["path"];
    const place = path === undefined ? {} : { path };
    return { status: "rejected", kind, code, message, hint, ...place };
  }
}
