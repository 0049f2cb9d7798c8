import { toHex } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { quantity, reference, shelfKey } from "./records.ts";

/** Goods on their way from one warehouse to another. Until they arrive they are on nobody's shelf. */
export const transferRecord = field.record({
  /** Of the operation that sent them. */
  id: field.hash(),
  ...shelfKey,
  /** The warehouse that they go to. */
  to: enterpriseCode,
  quantity,
  reference,
  status: field.choice(["sent", "received"]),
  /** What arrived; the shortage is the rest. */
  received: quantity,
  height: field.count(),
  timeMs: field.count(),
});
export type TransferRecord = ValueOf<typeof transferRecord>;

/** By id. */
export const transfers = stored(transferRecord, entryKey("trade/transfer"));

export function transfersOfPrefix(code: string): string {
  return `trade/transfer-of/${code}/`;
}
/** By warehouse (either one) or merchant, and transfer. */
export const transfersOf = stored(
  field.record({ height: field.count() }),
  (code: string, id: Uint8Array) => `${transfersOfPrefix(code)}${toHex(id)}`,
);
export function transferringPrefix(code: string): string {
  return `trade/transferring/${code}/`;
}
/** The same, there while the goods are on their way. */
export const transferring = stored(
  field.record({ height: field.count() }),
  (code: string, id: Uint8Array) => `${transferringPrefix(code)}${toHex(id)}`,
);
