import { randomBytes } from "node:crypto";

import {
  type OperationEnvelope,
  sealTransaction,
  type Transaction,
  type TransactionBody,
  transactionId,
} from "../chain/transaction.ts";
import { commonFailures } from "../execution/refusals.ts";
import { readOperations } from "../execution/read-transaction.ts";
import { signWith, type SigningKey } from "../node/keys/key-file.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { operationTypeByTag } from "../transactions/table.ts";
import { askToGoOn } from "./ask.ts";
import type { Answer } from "./command.ts";
import { CliError } from "./errors.ts";
import { type JsonObject, listOf, networkOf, objectOf, textOf } from "./ledger.ts";
import { withReadableAmounts } from "./readable-amounts.ts";
import { renderJson } from "./render.ts";
import type { Session } from "./session.ts";

/** A share of the lifetime is left for clocks that differ. */
const LIFETIME_SHARE = 0.8;
/** Nodes answer tx_wait within this time, final or not. */
const WAIT_MS = 20_000;
/** How long a node that had taken a transaction may be away. */
const SILENCE_MS = 30_000;

export interface Intent {
  /** Whose authority is the default of all operations; the acting account if absent. */
  readonly account?: Uint8Array;
  readonly operations: readonly OperationEnvelope[];
  /** One line that says what signing does. */
  readonly summary: string;
  /** How people read a result whose amounts do not name their asset. */
  readonly inWords?: (result: JsonObject) => JsonObject;
}

/** Builds, shows, signs, submits and waits: what every command does that changes the ledger. */
export async function transact(session: Session, intent: Intent): Promise<Answer> {
  const keys = await session.keys();
  const body = await buildBody(session, intent.operations, intent.account);
  await confirmNames(session, intent.summary);
  return send(session, signBody(body, keys), intent.inWords);
}

/** A body for the node's network, with a fresh nonce, valid for most of the network's lifetime. */
export async function buildBody(
  session: Session,
  operations: readonly OperationEnvelope[],
  account?: Uint8Array,
  nonce: Uint8Array = new Uint8Array(randomBytes(16)),
): Promise<TransactionBody> {
  const { chainId, lifetimeMs } = await networkOf(session);
  return {
    chainId,
    account: account ?? (await session.actor()),
    nonce,
    validUntil: Date.now() + Math.floor(lifetimeMs * LIFETIME_SHARE),
    operations: [...operations],
  };
}

/**
 * Signs what was encoded here, never bytes that a node sent. What `check` refuses is refused before it is signed, with
 * the same code that the node would give.
 */
export function signBody(body: TransactionBody, keys: readonly SigningKey[]): Transaction {
  const id = transactionId(body);
  const signatures = keys.map((key) => ({
    publicKey: key.publicKey,
    signature: signWith(key, id),
  }));
  const transaction = sealTransaction(body, signatures);
  const read = readOperations(transaction, body.chainId);
  if (read.ok) return transaction;
  throw new CliError(read.refusal.code, read.refusal.message, read.refusal.hint);
}

/** A name is resolved by the node, so a person sees the account before anything is signed for it. */
export async function confirmNames(session: Session, summary: string): Promise<void> {
  const names = session.resolved();
  const { yes, json } = session.options;
  if (names.length === 0 || yes || json) return;
  const width = Math.max(...names.map(({ name }) => name.length));
  const lines = names.map(({ name, account }) => `  ${name.padEnd(width)}  ${account}`);
  session.output.progress([`${summary}. The node says that these names are:`, ...lines].join("\n"));
  await askToGoOn("Sign and send?");
}

/** Submits and, unless --no-wait, waits until the outcome is final. Throws the ledger's code if it is not success. */
export async function send(
  session: Session,
  transaction: Transaction,
  inWords: Intent["inWords"] = (result) => result,
): Promise<Answer> {
  const status = await submit(session, transaction);
  const final = session.options.wait ? await settle(session, transaction, status) : status;
  throwIfRefused(final, transaction);
  return { json: final, text: await describe(session, final, inWords) };
}

/** Submits the transaction's bytes; sending it again is harmless, and answers with the status. */
export async function submit(session: Session, { bytes, id }: Transaction): Promise<JsonObject> {
  const answer = await session.call("tx_submit", { transaction: toHex(bytes) });
  return { id: toHex(id), ...objectOf(answer, "status") };
}

/** The same of up to 100 transactions in one call; one that is refused hides nothing of the others. */
export async function submitTogether(
  session: Session,
  transactions: readonly Transaction[],
): Promise<JsonObject[]> {
  const given = transactions.map(({ bytes }) => toHex(bytes));
  const answers = listOf(await session.call("tx_submit", { transaction: given }), "statuses");
  return answers.map((one, at) => ({
    id: toHex(transactions[at]!.id),
    ...objectOf(one, "status"),
  }));
}

/** Waits until a transaction is committed, rejected or expired. */
export async function settle(
  session: Session,
  transaction: Transaction,
  status: JsonObject,
): Promise<JsonObject> {
  const { id, body } = transaction;
  let last = status;
  let silentSince: number | undefined;
  while (isOpen(last)) {
    try {
      // A node that was restarted has an empty pool and does not know what it took before: give it again.
      if (last["status"] === "unknown") last = await submit(session, transaction);
      const answer = await session.call("tx_wait", { id: toHex(id), timeoutMs: WAIT_MS });
      last = { id: toHex(id), ...objectOf(answer, "status") };
      silentSince = undefined;
    } catch (error) {
      silentSince ??= Date.now();
      if (!isPassing(error) || Date.now() > silentSince + SILENCE_MS) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
    if (isOpen(last) && Date.now() > body.validUntil + 2 * WAIT_MS) {
      const message = `The transaction ${toHex(id)} is past its validity, and the node cannot say what became of it.`;
      throw new CliError("NOT_FINAL", message, "Look it up later with `portolan tx get`.");
    }
  }
  return last;
}

/** A node that is being restarted is back soon, and what was sent is still worth waiting for. */
function isPassing(error: unknown): boolean {
  return error instanceof CliError && ["NODE_UNREACHABLE", "TOO_MANY_WAITING"].includes(error.code);
}

function isOpen({ status }: JsonObject): boolean {
  return status === "pending" || status === "unknown";
}

/** The outcome of a final status: OK, or why not, as an error to show. */
export function refusalOf(status: JsonObject, transaction: Transaction): CliError | undefined {
  const id = toHex(transaction.id);
  if (status["status"] === "expired") {
    const message = `The transaction ${id} was not included in its lifetime; it cannot be any more.`;
    return new CliError(
      "EXPIRED",
      message,
      "Nothing was written. Send it again if it is still wanted.",
    );
  }
  if (status["status"] === "rejected") {
    const { code, message, hint } = status;
    const sentence = textOf(message, "message");
    return new CliError(textOf(code, "code"), sentence, typeof hint === "string" ? hint : "");
  }
  const receipt = status["receipt"];
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt)) return undefined;
  const code = textOf(receipt["code"], "receipt code");
  if (code === "OK") return undefined;
  const failed = receipt["failedOperation"];
  const at = typeof failed === "number" ? failed : undefined;
  return new CliError(
    code,
    failureSentence(code, at, transaction),
    `Transaction ${id} changed nothing.`,
  );
}

function throwIfRefused(status: JsonObject, transaction: Transaction): void {
  const refusal = refusalOf(status, transaction);
  if (refusal !== undefined) throw refusal;
}

/** The sentence of a failure's code, from this program's own table. */
function failureSentence(code: string, at: number | undefined, { body }: Transaction): string {
  const operation = body.operations[at ?? 0];
  const type = operation === undefined ? undefined : operationTypeByTag(operation.tag);
  const common = (commonFailures as Readonly<Record<string, string>>)[code];
  const sentence = type?.failures[code] ?? common ?? "The ledger refused the transaction.";
  return at === undefined || body.operations.length === 1
    ? sentence
    : `operations.${at}: ${sentence}`;
}

/** Results of one transaction shown to a person; --json has all of them. */
const RESULTS_SHOWN = 10;

async function describe(
  session: Session,
  status: JsonObject,
  inWords: NonNullable<Intent["inWords"]>,
): Promise<string> {
  const { id, status: state, height, index, receipt } = status;
  if (state !== "committed") return renderJson(status);
  const results = listOf(objectOf(receipt, "receipt")["results"], "results");
  const place: JsonObject = { committed: id ?? null, height: height ?? null, index: index ?? null };
  const shown = await withReadableAmounts(
    session,
    results.slice(0, RESULTS_SHOWN).map((one) => inWords(lineOf(one))),
  );
  const list = listOf(shown, "results");
  if (results.length === 1) return renderJson({ ...place, ...objectOf(list[0], "result") });
  return renderJson({ ...place, operations: results.length, results: [...list] });
}

/** A result's type and fields side by side. */
function lineOf(entry: Json): JsonObject {
  const { type, result } = objectOf(entry, "result");
  return { type: type ?? null, ...objectOf(result, "result") };
}
