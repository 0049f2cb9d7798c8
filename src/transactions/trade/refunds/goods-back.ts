import { equalBytes } from "../../../primitives/bytes.ts";
import type { Ledger } from "../../../state/ledger.ts";
import type { Moment } from "../../customs/history.ts";
import type { ListRecord } from "../../customs/lists/records.ts";
import { claimedGoods, giveGoods } from "./claimed.ts";
import { type ClaimLine, type ClaimRecord, dueOf, refundClaims, refundOf } from "./claims.ts";
import { keepClaim } from "./history.ts";
import { exportRecords, holdFob } from "./receipts.ts";
import { leftOf } from "./worth.ts";

/**
 * Goods of a list came back, and `returned` has them already: claims lose what is not abroad any more (docs/domain section 4, return). In
 * time or late makes no difference to the refund.
 *
 * Goods of a line are alike, so those that nobody claimed on come back first. Then claims that are not paid lose them, and then those
 * that are, which owe their part back; of each the newest first. A list that nothing was claimed on costs one look.
 */
export function goodsBack(ledger: Ledger, list: ListRecord, moment: Moment): void {
  if (list.content.direction !== "export") return;
  const record = claimedGoods.read(ledger, list.id);
  if (record === undefined) return;
  const over = record.claimed.map((claimed, at) => {
    const abroad = list.content.lines[at]!.quantity - list.returned[at]!;
    return claimed > abroad ? claimed - abroad : 0n;
  });
  if (over.every((quantity) => quantity === 0n)) return;
  const found = record.claims.map((id) => refundClaims.read(ledger, id)!).reverse();
  const isPaid = ({ status }: ClaimRecord): boolean => status === "paid";
  const inTurn = [...found.filter((one) => !isPaid(one)), ...found.filter(isPaid)];
  for (const claim of inTurn) loseGoods(ledger, claim, list, over, moment);
}

/** Takes off a claim what of a list's goods is over, and off `over` what the claim has lost. */
function loseGoods(
  ledger: Ledger,
  claim: ClaimRecord,
  { id, content }: ListRecord,
  over: bigint[],
  moment: Moment,
): void {
  const isOfList = ({ list }: ClaimLine): boolean => equalBytes(list, id);
  const lines = claim.lines.map((line) => {
    const more = isOfList(line) ? over[line.line]! : 0n;
    const lost = more < line.left ? more : line.left;
    if (lost === 0n) return line;
    over[line.line]! -= lost;
    return { ...line, left: line.left - lost };
  });
  if (lines.every((line, at) => line === claim.lines[at])) return;
  const isGone = lines.every((line) => !isOfList(line) || line.left === 0n);
  lines.forEach((line, at) => {
    const before = claim.lines[at]!;
    if (line === before) return;
    giveGoods(ledger, id, line.line, before.left - line.left, isGone ? claim.id : undefined);
    const record = exportRecords.read(ledger, claim.entryId, claim.code)!;
    const fob = leftOf(line.fob, line) - leftOf(before.fob, before);
    holdFob(ledger, record, content.currency, fob);
  });
  const after = { ...claim, lines, ...refundOf(lines, claim.creditBalance) };
  const isVoid = claim.status !== "paid" && lines.every(({ left }) => left === 0n);
  const kept = isVoid ? { ...after, status: "void" as const } : after;
  const minor = claim.status === "paid" ? dueOf(kept) : kept.refund;
  keepClaim(ledger, claim, kept, { event: "goods-back", minor }, moment);
}
