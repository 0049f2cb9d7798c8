import { setImmediate as nextTurn } from "node:timers/promises";

import type { Json, JsonContext } from "../../primitives/fields/field.ts";
import type { RpcContext } from "../context.ts";
import { type Call, defineMethod } from "../definition.ts";
import { anyJson } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { refusalError, RpcError } from "../rpc-error.ts";
import { hex, status, transaction as transactionSchema } from "../schemas.ts";
import { statusToJson } from "../status-json.ts";
import { givenTransaction } from "../given-transaction.ts";

/** One that was given as JSON is encoded and hashed first: the event loop gets its turn after this many. */
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
    if (!Array.isArray(transaction)) {
      const [answer] = await submitAll([transaction], node, call);
      if (answer instanceof RpcError) throw answer;
      return answer!;
    }
    if (transaction.length < 1 || transaction.length > rpcLimits.batchMax) {
      throw call.fail("TOO_MANY_TRANSACTIONS", `The list has ${transaction.length} transactions.`);
    }
    const answers = await submitAll(transaction, node, call);
    // In a list one bad transaction must not hide what became of the others.
    return answers.map((answer) => (answer instanceof RpcError ? refusalInList(answer) : answer));
  },
});

async function submitAll(
  given: readonly Json[],
  node: RpcContext,
  { names, commits }: Call<never>,
): Promise<(Json | RpcError)[]> {
  const read: (Uint8Array | RpcError)[] = [];
  for (const [index, item] of given.entries()) {
    if (index % PER_TURN === PER_TURN - 1) await nextTurn();
    read.push(readOne(item, names));
  }
  const submitted = await node.submit(read.filter((one) => one instanceof Uint8Array));
  const statuses = submitted.values();
  return read.map((one) => {
    if (one instanceof RpcError) return one;
    const status = statuses.next().value!;
    if (status.status === "rejected") return refusalError(status.refusal);
    return statusToJson(status.id, status, commits);
  });
}

function readOne(given: Json, names: JsonContext): Uint8Array | RpcError {
  try {
    return givenTransaction(given, names);
  } catch (error) {
    if (error instanceof RpcError) return error;
    throw error;
  }
}

function refusalInList({ code, message, hint, data }: RpcError): Json {
  const kind = data["kind"] ?? "malformed";
  const path = data["path"];
  const place = path === undefined ? {} : { path };
  return { status: "rejected", kind, code, message, hint, ...place };
}
