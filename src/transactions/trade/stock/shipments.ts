import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { waybillKey } from "../../customs/orders/records.ts";
import { stored } from "../../stored.ts";
import { placeOf } from "./records.ts";
import { someLines } from "./sale-lines.ts";

/** A parcel of an order that was sent, and by what it may come back until when. */
export const shipmentRecord = field.record({
  sale: field.hash(),
  place: field.uint(16),
  ...waybillKey,
  lines: someLines,
  /** The last moment to give its goods back, milliseconds UTC. */
  returnBy: field.count(),
  /** Versions of the parameter and the calendars that this was judged by; 0 is the default. */
  returnDays: field.uint(32),
  calendars: field.list(field.record({ year: field.uint(16), version: field.uint(32) }), 3),
  by: field.account(),
  height: field.count(),
  timeMs: field.count(),
});
export type ShipmentRecord = ValueOf<typeof shipmentRecord>;

export function shipmentsPrefix(sale: Uint8Array): string {
  return `trade/shipment/${toHex(sale)}/`;
}
/** By order and place, from 0. */
export const shipments = stored(
  shipmentRecord,
  (sale: Uint8Array, place: number) => `${shipmentsPrefix(sale)}${placeOf(place)}`,
);

export function shipmentsWithPrefix(number: Uint8Array): string {
  return `trade/shipment-with/${toHex(number)}/`;
}
/** By the id of a waybill's number, and order: who asks for a parcel finds what is in it. */
export const shipmentsWith = stored(
  field.record({ sale: field.hash(), place: field.uint(16) }),
  (number: Uint8Array, sale: Uint8Array) => `${shipmentsWithPrefix(number)}${toHex(sale)}`,
);
