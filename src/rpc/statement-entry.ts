import { decodeTransaction } from "../chain/transaction.ts";
import { assert } from "../primitives/assert.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { Holding } from "../transactions/assets/records.ts";
import { operationId } from "../execution/read-transaction.ts";
import { operationTypeByTag } from "../transactions/table.ts";
import type { ChainReads, RecordedChange } from "./context.ts";
import {
  account,
  hash,
  hex,
  integer,
  minor,
  nullable,
  shape,
  text,
  time,
  words,
} from "./schemas.ts";
import { exchangeSchema } from "./conversion-json.ts";
import { carriedOut } from "./carried-out.ts";
import { type Acted, detailsOfOperation, detailsOfSweep, type Whose } from "./statement-details.ts";

const signed = { type: "string", pattern: "^-?(0|[1-9][0-9]*)$" };
export const holdingSchema = shape({ available: minor, held: minor });

export const entrySchema = shape({
  place: text,
  height: integer,
  timeMs: time,
  /** The operation's name, or what kind of thing happened at the start of a block. */
  type: text,
  /** camt.053: whether the account owns more or less than before; null if an amount was only put on hold or released. */
  indicator: nullable(words("CRDT", "DBIT")),
  change: shape({ available: signed, held: signed }),
  after: holdingSchema,
  /** Of a transaction: its id, its place in the block, and that of the operation in it. */
  "transaction?": hash,
  "index?": integer,
  "operation?": integer,
  /** If that operation carried out a proposal: its id, and the place of the operation in it, which the entry tells of. */
  "proposal?": hash,
  "proposalOperation?": integer,
  /** What it happened to, if no transaction did it. */
  "object?": hex,
  "uetr?": text,
  /** The other party: whom the account paid or was paid by, or else who caused the change. */
  "counterparty?": account,
  "counterpartyName?": text,
  /** EndToEndId of a payment, or the issuer's or holder's reference of the fiat. */
  "reference?": text,
  /** What the approving parties charged: part of a debit, or kept from a credit. */
  "charges?": minor,
  /** What was sent and what arrived instead, if they are of two assets. */
  "conversion?": exchangeSchema,
  /** Why, if it says so: a reason code, or the issuer's own words. */
  "reason?": text,
});

export interface StatementLine extends RecordedChange {
  readonly after: Holding;
}

type StoredBlock = NonNullable<ReturnType<ChainReads["stored"]>>;

/** One entry of a statement. The block is the change's own. */
export function entryToJson(
  line: StatementLine,
  { block, bodies }: StoredBlock,
  of: Whose,
): { [name: string]: Json } {
  const { place, height, cause, before, after } = line;
  const [available, held] = [after.available - before.available, after.held - before.held];
  const owned = available + held;
  const money = {
    indicator: owned === 0n ? null : owned > 0n ? "CRDT" : "DBIT",
    change: { available: available.toString(), held: held.toString() },
    after: holdingToJson(after),
  };
  const when = { place, height, timeMs: block.header.timeMs };
  if ("kind" in cause) {
    const { kind, id } = cause;
    return { ...when, type: kind, ...money, object: toHex(id), ...detailsOfSweep(cause, of) };
  }
  const { index, operation, approved } = cause;
  const decoded = decodeTransaction(bodies[index]!);
  assert(decoded.ok, "a committed body decodes");
  const { id, body } = decoded.value;
  const envelope = body.operations[operation]!;
  const source = envelope.source ?? body.account;
  const committed = { ...envelope, source, id: operationId(id, operation) };
  const at = { transaction: toHex(id), index, operation };
  if (approved === undefined) {
    return { ...when, ...money, ...at, ...operationToJson(committed, of) };
  }
  const { proposal, ...inner } = carriedOut(committed, approved, of.ledger);
  const inProposal = { proposal: toHex(proposal), proposalOperation: approved };
  return { ...when, ...money, ...at, ...inProposal, ...operationToJson({ ...inner, source }, of) };
}

function operationToJson(operation: Acted, of: Whose): { [name: string]: Json } {
  const type = operationTypeByTag(operation.tag)?.name;
  const name = type ?? `tag ${operation.tag}`; // of a version that this program does not know
  return { type: name, ...detailsOfOperation(operation, of) };
}

export function holdingToJson({ available, held }: Holding): { [name: string]: Json } {
  return { available: available.toString(), held: held.toString() };
}
