import { decodeTransaction, sealTransaction, type Transaction } from "../../chain/transaction.ts";
import { fromHex, toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { usageError } from "../errors.ts";
import { readText } from "../files.ts";
import { send } from "../transact.ts";
import { readTransactionFile } from "./tx-sign.ts";

export const txSend = defineCommand({
  usage: "tx send <file>",
  summary:
    "Submits a signed transaction, as JSON or as hexadecimal bytes. Sending again is harmless.",
  async run(session, given) {
    const transaction = await readTransaction(readText(argument(given, 0)).trim());
    session.output.progress(`Sending transaction ${toHex(transaction.id)}`);
    return send(session, transaction);
  },
});

async function readTransaction(text: string): Promise<Transaction> {
  const bytes = fromHex(text);
  if (bytes !== undefined) {
    const decoded = decodeTransaction(bytes);
    if (decoded.ok) return decoded.value;
    const { path, message } = decoded.problem;
    throw malformed(`${path === "" ? "the transaction" : path} ${message}`);
  }
  const { body, signatures } = await readTransactionFile(parse(text));
  if (signatures.length === 0) throw malformed("it is not signed; use `portolan tx sign` first");
  return sealTransaction(body, signatures);
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw malformed("the file is neither hexadecimal nor JSON");
  }
}

function malformed(why: string) {
  const hint = "Build the file with `portolan tx build` and `portolan tx sign`.";
  return usageError("MALFORMED_TRANSACTION", `This is no transaction: ${why}.`, hint);
}
