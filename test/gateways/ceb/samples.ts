import { readFileSync } from "node:fs";
import { join } from "node:path";

import { fromUtf8, utf8 } from "../../../src/primitives/bytes.ts";

/** A file as an enterprise sends it: companies, people and numbers in it do not exist. */
export function sample(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, "samples", `${name}.xml`)));
}

/** A sample with one place changed, which must be there. */
export function changed(name: string, from: string | RegExp, to: string): Uint8Array {
  const text = fromUtf8(sample(name))!;
  const result = text.replace(from, to);
  if (result === text) throw new Error(`${name}.xml has no ${from.toString()}`);
  return utf8(result);
}

/** One file for each type that is read, and a second one for goods in bond. */
export const SAMPLES = [
  "303-order",
  "311-order",
  "403-receipt-of-money",
  "411-payment",
  "505-waybill",
  "507-arrival",
  "509-departure",
  "511-waybill",
  "513-waybill-status",
  "603-inventory",
  "605-cancel",
  "607-master-bill",
  "621-inventory-1210",
  "621-inventory-9610",
  "623-cancel",
  "625-return",
  "701-summary",
  "711-delivery",
] as const;
