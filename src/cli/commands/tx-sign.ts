import { type Signature, signature, type TransactionBody } from "../../chain/transaction.ts";
import { toHex } from "../../primitives/bytes.ts";
import { parseJson } from "../../primitives/fields/codec.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { sealTransaction } from "../../chain/transaction.ts";
import { bodyFromJson, transactionToJson } from "../../rpc/transaction-json.ts";
import { argument, defineCommand } from "../command.ts";
import { usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { objectOf } from "../ledger.ts";
import { signBody } from "../transact.ts";

const signatures = field.list(signature, limits.signaturesPerTransaction);

/** Adds signatures to a transaction file. Works offline: what is signed is encoded from the file, here. */
export const txSign = defineCommand({
  usage: "tx sign <file>",
  summary: "The transaction of a file with the signatures of --key added; needs no node.",
  async run(session, given) {
    const { body, signatures: earlier } = await readTransactionFile(readJson(argument(given, 0)));
    const own = signBody(body, await session.keys()).signatures;
    const mine = new Set(own.map(({ publicKey }) => toHex(publicKey)));
    const others = earlier.filter(({ publicKey }) => !mine.has(toHex(publicKey)));
    const transaction = sealTransaction(body, [...others, ...own]);
    const json = { id: toHex(transaction.id), ...(transactionToJson(transaction) as object) };
    return { json, text: JSON.stringify(json, null, 2) };
  },
});

/** Body and signatures of a file that `tx build` or `tx sign` wrote. Names are not accepted: nobody resolves them here. */
export async function readTransactionFile(
  file: Json,
): Promise<{ body: TransactionBody; signatures: readonly Signature[] }> {
  const given = objectOf(file, "transaction");
  const body = bodyFromJson(given["body"], {});
  const list = parseJson(signatures, given["signatures"] ?? []);
  if (list.ok) return { body, signatures: list.value };
  const { path, message } = list.problem;
  throw usageError("MALFORMED_TRANSACTION", `signatures.${path} ${message}.`, "Build it again.");
}
