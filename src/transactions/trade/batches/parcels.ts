import { participantName } from "../../../chain/participant.ts";
import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { limits } from "../../../primitives/limits.ts";
import { waybillKey } from "../../customs/orders/records.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { quantity } from "./records.ts";

/** How often goods are packed under one waybill: more are a mistake of somebody. */
export const PACKED_MAX = 32;

/** Random, and printed on the parcel as a QR code: whoever scans it knows it, and nobody guesses it. */
export const parcelCode = field.bytes(16);

/** Goods of a batch in a parcel: written once and kept for ever. */
export const parcelRecord = field.record({
  batch: field.hash(),
  /** Among the batch's parcels, from 0. */
  place: field.count(),
  code: parcelCode,
  /** In 0.00001 of the article's unit. */
  quantity,
  /** The parcel that has the number; the number may name another one half a year later. */
  waybill: field.hash(),
  ...waybillKey,
  participant: participantName,
  by: field.account(),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  operation: field.hash(),
  height: field.count(),
  timeMs: field.count(),
});
export type ParcelRecord = ValueOf<typeof parcelRecord>;

export const PARCEL_PREFIX = "trade/batch-parcel/";
/** The keys of a batch's parcels begin with this. */
export function parcelsPrefix(batch: Uint8Array): string {
  return `${PARCEL_PREFIX}${toHex(batch)}/`;
}
/** By batch and place, from 0. */
export const parcels = stored(
  parcelRecord,
  (batch: Uint8Array, place: number) =>
    `${parcelsPrefix(batch)}${place.toString().padStart(9, "0")}`,
);

const place = field.record({ batch: field.hash(), place: field.count() });
/** By the code that is printed on it: where a parcel is found. */
export const parcelCodes = stored(place, entryKey("trade/parcel-code"));
/** By id of a waybill: what was packed under it. */
export const packedUnder = stored(
  field.record({ parcels: field.list(place, PACKED_MAX, 1) }),
  entryKey("trade/packed"),
);
