import type { Json } from "../../primitives/fields/field.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { events } from "../../transactions/customs/history.ts";
import { type PaymentRecord, payments } from "../../transactions/payments/records.ts";
import { type ParcelRecord, parcels } from "../../transactions/trade/batches/parcels.ts";
import type { MallOrder } from "../../transactions/trade/mall/orders/records.ts";
import { sumOf } from "../../transactions/trade/mall/orders/escrow.ts";
import { steps } from "../../transactions/trade/mall/orders/steps.ts";
import {
  account,
  asset,
  hash,
  integer,
  minor,
  nullable,
  shape,
  text,
  time,
  words,
} from "../schemas.ts";
import type { ParcelDocuments } from "./documents.ts";

/**
 * What an entry is of: an order of a mall or of customs, a payment of this ledger, the slip that tells customs of a payment, a waybill,
 * goods of a batch in the parcel, an inventory list. Of one block they come in this order.
 */
export const DOCUMENTS = [
  ...["trade-order", "order", "payment", "slip", "waybill", "batch", "list"],
] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** One thing that happened, whatever it happened to. */
export interface Happened {
  /** In the document's history, from 0. */
  readonly place: number;
  readonly event: string;
  readonly code?: string | undefined;
  readonly by?: Uint8Array | undefined;
  readonly operation?: Uint8Array | undefined;
  /** What was moved or asked for, and what was in escrow after it. */
  readonly asset?: Uint8Array;
  readonly money?: bigint;
  readonly escrow?: bigint;
  readonly height: number;
  readonly timeMs: number;
  readonly proofKey: string;
}

/** Everything that happened to one document, in order. */
export interface History {
  readonly document: DocumentName;
  /** As its own method takes it. */
  readonly id: string;
  readonly count: number;
  readonly at: (index: number) => Happened;
}

export const happenedSchema = shape({
  ...{ document: words(...DOCUMENTS), id: text, place: integer, event: text, code: nullable(text) },
  ...{ by: nullable(account), operation: nullable(hash) },
  ...{ asset: nullable(asset), money: nullable(minor), escrow: nullable(minor) },
  ...{ height: integer, timeMs: time, proofKey: text },
});

export function happenedJson({ document, id }: History, happened: Happened): Json {
  const { place, event, code, by, operation, money, escrow, height, timeMs, proofKey } = happened;
  return {
    ...{ document, id, place, event, code: code ?? null },
    by: by === undefined ? null : formatAccount(by),
    operation: operation === undefined ? null : toHex(operation),
    asset: happened.asset === undefined ? null : formatAsset(happened.asset),
    ...{ money: money?.toString() ?? null, escrow: escrow?.toString() ?? null },
    ...{ height, timeMs, proofKey },
  };
}

/** The histories of all documents of a parcel. Of an order of a mall its own steps are told, and not once more what customs noted of it. */
export function historiesOf(
  ledger: LedgerReader,
  documents: ParcelDocuments,
  packed: readonly ParcelRecord[],
): History[] {
  const sold = new Set(documents.sales.map(({ id }) => toHex(id)));
  const declared = documents.orders.filter(({ id }) => !sold.has(toHex(id)));
  const told = (document: DocumentName) => (one: Told) => toldOf(ledger, document, one);
  return [
    ...documents.sales.map((one) => stepsOf(ledger, one)),
    ...declared.map(told("order")),
    ...documents.payments.map(movesOf),
    ...documents.slips.map(told("slip")),
    ...documents.waybills.map(told("waybill")),
    ...packed.map(packingOf),
    ...documents.lists.map(told("list")),
  ];
}

interface Told {
  readonly id: Uint8Array;
  readonly steps: number;
}

function toldOf(ledger: LedgerReader, document: DocumentName, { id, steps: count }: Told): History {
  return {
    ...{ document, id: toHex(id), count },
    at: (place) => ({ ...events.read(ledger, id, place)!, place, proofKey: events.key(id, place) }),
  };
}

function stepsOf(ledger: LedgerReader, { id, asset: paidIn, steps: count }: MallOrder): History {
  return {
    ...{ document: "trade-order", id: toHex(id), count },
    at(place) {
      const { step: event, money, escrow, ...rest } = steps.read(ledger, id, place)!;
      const sum = sumOf(money);
      const moved = sum === 0n ? {} : { money: sum };
      const sums = { ...moved, asset: paidIn, escrow: sumOf(escrow) };
      return { ...rest, ...sums, event, place, proofKey: steps.key(id, place) };
    },
  };
}

const WORDS = { ACCC: "credited", ACSP: "in-progress", RJCT: "rejected" } as const;

/** A payment at once is one entry; one that waited for approvals has more, and so has what was sent back. */
function movesOf(payment: PaymentRecord): History {
  const { uetr, debtor, amount, returns = [], steps: reported = [] } = payment;
  const { operation, status, height, timeMs } = payment;
  const proofKey = payments.key(uetr);
  const paid = { asset: amount.asset, money: amount.minor };
  const first = { event: WORDS[status], by: debtor, operation, height, timeMs, ...paid };
  const moves: Omit<Happened, "place" | "proofKey">[] = [
    ...(reported.length === 0 ? [first] : []),
    ...reported.map(({ status: is, reason, ...one }) => {
      return { ...one, ...paid, event: WORDS[is], code: reason };
    }),
    ...returns.map(({ reason, minor: money, ...one }) => {
      return { ...one, asset: amount.asset, money, event: "sent-back", code: reason };
    }),
  ];
  return {
    ...{ document: "payment", id: field.uuid().toJson(uetr) as string, count: moves.length },
    at: (place) => ({ ...moves[place]!, place, proofKey }),
  };
}

function packingOf(packed: ParcelRecord): History {
  const { batch, place, by, operation, height, timeMs } = packed;
  return {
    ...{ document: "batch", id: toHex(batch), count: 1 },
    at: () => ({
      ...{ place, event: "pack", by, operation, height, timeMs },
      proofKey: parcels.key(batch, place),
    }),
  };
}
