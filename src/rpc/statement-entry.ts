import { decodeTransaction } from "../chain/transaction.ts";
import { formatAccount } from "../primitives/account-id.ts";
import { assetIssuer } from "../primitives/asset-id.ts";
import { assert } from "../primitives/assert.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { formatUuid } from "../primitives/fields/byte-strings.ts";
import { decode } from "../primitives/fields/codec.ts";
import type { Json } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { type Holding, redemptions } from "../transactions/assets/records.ts";
import { accounts } from "../transactions/participants/records.ts";
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
  /** What it happened to, if no transaction did it. */
  "object?": hex,
  "uetr?": text,
  /** The other party: whom the account paid, or who caused the change. */
  "counterparty?": account,
  "counterpartyName?": text,
  /** EndToEndId of a payment, or the issuer's or holder's reference of the fiat. */
  "reference?": text,
});

export interface StatementLine extends RecordedChange {
  readonly after: Holding;
}

type StoredBlock = NonNullable<ReturnType<ChainReads["stored"]>>;

/** One entry of a statement. The block is the change's own. */
export function entryToJson(
  line: StatementLine,
  { block, bodies }: StoredBlock,
  of: { readonly account: Uint8Array; readonly asset: Uint8Array; readonly ledger: LedgerReader },
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
    const uetr = kind === "payment.due" ? { uetr: formatUuid(id) } : {};
    return { ...when, type: kind, ...money, object: toHex(id), ...uetr };
  }
  const { index, operation } = cause;
  const decoded = decodeTransaction(bodies[index]!);
  assert(decoded.ok, "a committed body decodes");
  const { id, body } = decoded.value;
  const envelope = body.operations[operation]!;
  const source = envelope.source ?? body.account;
  const type = operationTypeByTag(envelope.tag);
  const order = type === undefined ? undefined : decode(type.body, envelope.body);
  const details = order?.ok === true ? detailsOf(source, order.value, of) : {};
  const name = type?.name ?? `tag ${envelope.tag}`; // of a version that this program does not know
  return { ...when, type: name, ...money, transaction: toHex(id), index, operation, ...details };
}

export function holdingToJson({ available, held }: Holding): { [name: string]: Json } {
  return { available: available.toString(), held: held.toString() };
}

/** What the order says of the change, whatever its type: types use the same names for the same things. */
function detailsOf(
  source: Uint8Array,
  order: Readonly<Record<string, unknown>>,
  of: Parameters<typeof entryToJson>[2],
): { [name: string]: Json } {
  const { uetr, endToEndId, reference, redemption } = order;
  const asked =
    redemption instanceof Uint8Array ? redemptions.read(of.ledger, redemption) : undefined;
  const words = endToEndId ?? reference ?? asked?.reference;
  const other = counterpartyOf(source, order, of);
  const name = other === undefined ? undefined : accounts.read(of.ledger, other)?.participant;
  return {
    ...(uetr instanceof Uint8Array ? { uetr: formatUuid(uetr) } : {}),
    ...(other === undefined ? {} : { counterparty: formatAccount(other) }),
    ...(name === undefined ? {} : { counterpartyName: name }),
    ...(typeof words === "string" ? { reference: words } : {}),
  };
}

/** Undefined of what an account does with itself, and where the order names nobody. */
function counterpartyOf(
  source: Uint8Array,
  { to, amount }: Readonly<Record<string, unknown>>,
  { account, asset }: { readonly account: Uint8Array; readonly asset: Uint8Array },
): Uint8Array | undefined {
  if (!equalBytes(source, account)) return source;
  const other =
    to instanceof Uint8Array ? to : amount === undefined ? undefined : assetIssuer(asset);
  return other === undefined || equalBytes(other, account) ? undefined : other;
}
