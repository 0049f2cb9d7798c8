import { randomBytes } from "node:crypto";

import { type TransactionBody, transactionId } from "../../chain/transaction.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { bodyFromJson, bodyToJson } from "../../rpc/transaction-json.ts";
import { argument, defineCommand } from "../command.ts";
import { usageError } from "../errors.ts";
import { readJson } from "../files.ts";
import { type JsonObject, networkOf } from "../ledger.ts";
import type { Session } from "../session.ts";

const LIFETIME_SHARE = 0.8;

/** Fills in what a file of operations leaves out, for `tx sign` on this machine or on others. */
export const txBuild = defineCommand({
  usage: "tx build <file>",
  summary:
    "A transaction to be signed, from a file {account, operations: [{type, source?, body}]} or that list alone.",
  async run(session, given) {
    const body = await completeBody(session, readJson(argument(given, 0)));
    for (const { name, account } of session.resolved()) {
      session.output.progress(`The node says that ${name} is ${account}`);
    }
    const json = { id: toHex(transactionId(body)), body: bodyToJson(body), signatures: [] };
    return { json, text: JSON.stringify(json, null, 2) };
  },
});

function transactionIn(file: Json): JsonObject {
  if (Array.isArray(file)) return { operations: file };
  if (typeof file === "object" && file !== null) return file;
  const hint = "Write {account, operations: [{type, source?, body}]}, or that list alone.";
  throw usageError("MALFORMED_TRANSACTION", "The file holds no transaction.", hint);
}

async function completeBody(session: Session, file: Json): Promise<TransactionBody> {
  const given = transactionIn(file);
  const { chainId, lifetimeMs } = await networkOf(session);
  const defaults = {
    chainId: toHex(chainId),
    nonce: toHex(randomBytes(16)),
    validUntil: Date.now() + Math.floor(lifetimeMs * LIFETIME_SHARE),
    ...(given["account"] === undefined ? { account: formatAccount(await session.actor()) } : {}),
  };
  return session.withNames((names) => bodyFromJson({ ...defaults, ...given }, names));
}
