import { equalBytes } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import type { ListRecord } from "../../customs/lists/records.ts";
import { LINES_MAX } from "../../customs/orders/records.ts";
import { entryKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** Claims that hold goods of one list: what comes back is taken off all of them in one operation of customs. */
export const LIST_CLAIMS_MAX = 16;

/** What is claimed of a list's goods, and by which claims. */
export const claimedRecord = field.record({
  list: field.hash(),
  /** Of each line, in 0.00001 of its unit: what all claims hold together. */
  claimed: field.list(field.uint64(), LINES_MAX, 1),
  /** In the order in which they were filed. */
  claims: field.list(field.hash(), LIST_CLAIMS_MAX),
});
export type ClaimedRecord = ValueOf<typeof claimedRecord>;

export const CLAIMED_PREFIX = "trade/claimed/";
/** By list; there once anything of it was claimed. */
export const claimedGoods = stored(claimedRecord, entryKey("trade/claimed"));

/**
 * A claim takes so many goods of a line: those that are abroad and that no other claim holds. One quantity of a line of a declaration is
 * claimed once (docs/domain section 4, export refund).
 */
export function takeGoods(
  ledger: Ledger,
  list: ListRecord,
  line: number,
  quantity: bigint,
  claim: Uint8Array,
): "CLAIMED_ALREADY" | "TOO_MANY_CLAIMS" | undefined {
  const { id, content, returned } = list;
  const before = claimedGoods.read(ledger, id) ?? {
    ...{ list: id, claimed: content.lines.map(() => 0n), claims: [] },
  };
  const left = content.lines[line]!.quantity - returned[line]! - before.claimed[line]!;
  if (quantity > left) return "CLAIMED_ALREADY";
  const isNew = !before.claims.some((one) => equalBytes(one, claim));
  if (isNew && before.claims.length >= LIST_CLAIMS_MAX) return "TOO_MANY_CLAIMS";
  const claimed = before.claimed.map((all, at) => (at === line ? all + quantity : all));
  const claims = isNew ? [...before.claims, claim] : before.claims;
  claimedGoods.write(ledger, { list: id, claimed, claims }, id);
  return undefined;
}

/** A claim holds so many goods of a line no more, and with none of the list left it is none of its claims. */
export function giveGoods(
  ledger: Ledger,
  list: Uint8Array,
  line: number,
  quantity: bigint,
  gone: Uint8Array | undefined,
): void {
  const before = claimedGoods.read(ledger, list)!;
  const claimed = before.claimed.map((all, at) => (at === line ? all - quantity : all));
  const claims = before.claims.filter((one) => gone === undefined || !equalBytes(one, gone));
  claimedGoods.write(ledger, { list, claimed, claims }, list);
}
