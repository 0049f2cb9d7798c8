import { toHex, utf8 } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import { limits } from "../../../primitives/limits.ts";
import { currencyCode, documentNumber, enterpriseCode } from "../../customs/codes.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { LINES_MAX } from "../../customs/orders/records.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { saleReason, saleStatus } from "./sale-states.ts";
import { quantity } from "./records.ts";

/** Names an order of another mall: no part but the mall's name may hold anything, and no part holds a line feed. */
export const saleKey = {
  merchant: enterpriseCode,
  /** What the mall is called. */
  mall: field.text(40, /^\S(.*\S)?$/, "must be up to 40 bytes of text without spaces at its ends"),
  externalNo: documentNumber(60),
} as const;

/** A line as the mall says it: an article or a bundle, how much of it, what it costs together in minor units. */
export const orderedLine = field.record({
  itemNo: field.optional(itemNo),
  bundleNo: field.optional(itemNo),
  quantity,
  total: field.uint64(),
});
export type OrderedLine = ValueOf<typeof orderedLine>;
export const orderedLines = field.list(orderedLine, LINES_MAX, 1);

/** Lines that an order has once its bundles are articles, and with those that exchanges add. */
export const ARTICLES_MAX = 50;
export const SALE_LINES_MAX = 100;

/** An article of an order. Quantities in 0.00001 of its unit. */
export const saleLine = field.record({
  /** The place of the line in what the mall said, from 0. */
  of: field.uint(8),
  itemNo,
  quantity,
  /** Its part of that line's total, in minor units. */
  total: field.uint64(),
  shipped: quantity,
  /** Was not sent, and is free again. */
  released: quantity,
  returned: quantity,
  /** In minor units. */
  refunded: field.uint64(),
  /** The place of the line of this order for whose goods it is sent instead. */
  insteadOf: field.optional(field.uint(8)),
  /** The last moment to give it back, milliseconds UTC, once something of it was sent. */
  returnBy: field.optional(field.count()),
});
export type SaleLine = ValueOf<typeof saleLine>;

/** How often one order is sent in parts, and comes back in parts: more are a mistake of somebody. */
export const SHIPMENTS_MAX = 100;
export const RETURNS_MAX = 100;

export const saleRecord = field.record({
  id: field.hash(),
  ...saleKey,
  warehouse: enterpriseCode,
  platform: field.optional(enterpriseCode),
  currency: currencyCode,
  ordered: orderedLines,
  /** Hash of all that was submitted: the same again is answered with the same. */
  content: field.hash(),
  status: saleStatus,
  /** Why it is held or refused. */
  reason: field.optional(saleReason),
  lines: field.list(saleLine, SALE_LINES_MAX, 1),
  /** Who submitted it, with which keys: somebody else decides. */
  by: field.account(),
  signers: field.list(field.bytes(32), limits.signersPerAccount),
  asPlatform: field.bool(),
  shipments: field.uint(16),
  returns: field.uint(16),
  steps: field.count(),
  height: field.count(),
  timeMs: field.count(),
});
export type SaleRecord = ValueOf<typeof saleRecord>;

const hashSale = domainHash("portolan trade sale 1");

/** Names an order of another mall for ever: known before it is imported. */
export function saleId(merchant: string, mall: string, externalNo: string): Uint8Array {
  return hashSale(utf8(`${merchant}\n${mall}\n${externalNo}`));
}

/** By id. */
export const sales = stored(saleRecord, entryKey("trade/sale"));

const since = field.record({ height: field.count() });
const byCode = (family: string) => {
  const prefix = (code: string): string => `trade/${family}/${code}/`;
  return {
    prefix,
    entries: stored(since, (code: string, id: Uint8Array) => `${prefix(code)}${toHex(id)}`),
  };
};
/** By merchant, warehouse or platform, and order: all of them. */
export const { prefix: salesOfPrefix, entries: salesOf } = byCode("sale-of");
/** The same, there while an order waits for screening or is held. */
export const { prefix: salesInScreeningPrefix, entries: salesInScreening } =
  byCode("sale-screening");
/** By warehouse and order: there while something of it is to be sent. */
export const { prefix: salesToShipPrefix, entries: salesToShip } = byCode("sale-to-ship");
