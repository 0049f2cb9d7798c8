import { toHex } from "../../../src/primitives/bytes.ts";
import { balanceOf } from "../../../src/transactions/assets/balance.ts";
import { claimedGoods } from "../../../src/transactions/trade/refunds/claimed.ts";
import { dueOf } from "../../../src/transactions/trade/refunds/claims.ts";
import { exportRecords } from "../../../src/transactions/trade/refunds/receipts.ts";
import { cny, merchant } from "../../customs/port.ts";
import { CODE } from "./export-ledger.ts";
import type { Walk } from "./walk.ts";

const differs = (what: string, found: unknown, wanted: unknown): string[] => {
  const text = (of: unknown): string =>
    JSON.stringify(of, (_, one: unknown) => (typeof one === "bigint" ? `${one}n` : one));
  return text(found) === text(wanted)
    ? []
    : [`${what} is ${text(found)}, and ${text(wanted)} by the model`];
};

/** Where ledger and model do not say the same: claims, goods, invoices, receipts, money, indexes. Nothing if all is well. */
export function differences(walk: Walk): string[] {
  const { ledger, model, ids } = walk;
  const claims = [...model.claims].flatMap(([name, claim]) => {
    const { refund, credited } = model.refundOf(claim);
    const found = ledger.refund(ids.get(name)!);
    const isEnded = claim.ended !== undefined;
    return [
      ...differs(`status of ${name}`, found.status, model.statusOf(claim)),
      ...differs(`refund of ${name}`, [found.refund, found.credited], [refund, credited]),
      ...differs(`money of ${name}`, [found.paid, found.repaid], [claim.paid ?? 0n, claim.repaid]),
      ...differs(`due of ${name}`, dueOf(found), isEnded ? 0n : model.dueOf(claim)),
      ...differs(
        `goods of ${name}`,
        found.lines.map(({ left }) => left),
        claim.lines.map(({ left }) => left),
      ),
    ];
  });
  const goods = [...model.lists].flatMap(([name, { lines }]) => {
    const found = claimedGoods.read(ledger.state, ids.get(name)!)?.claimed;
    const wanted = lines.map((_, line) => model.claimedOf(name, line));
    return differs(`claimed of ${name}`, found ?? lines.map(() => 0n), wanted);
  });
  const invoices = [...model.invoices.keys()].flatMap((name) =>
    differs(`claimed of ${name}`, ledger.invoiceOf(ids.get(name)!).claimed, model.takenOf(name)),
  );
  return [...claims, ...goods, ...invoices, ...ofReceipts(walk), ...ofMoney(walk)];
}

function ofReceipts({ ledger, model }: Walk): string[] {
  const entries = new Map(
    [...model.lists.values()].map(({ entry, currency }) => [entry, currency]),
  );
  return [...entries].flatMap(([entry, currency]) => {
    const record = exportRecords.read(ledger.state, entry, CODE);
    const held = record?.claimed.reduce((sum, { fob }) => sum + fob, 0n) ?? 0n;
    const tied = record?.sums.reduce((sum, { minor }) => sum + minor, 0n) ?? 0n;
    const wanted = [...model.payments.values()].reduce(
      (sum, one) => sum + (one.tied.get(entry) ?? 0n),
      0n,
    );
    return [
      ...differs(`held of ${entry}`, held, model.heldOf(entry, currency)),
      ...differs(`tied to ${entry}`, tied, wanted),
    ];
  });
}

function ofMoney({ ledger, model, ids }: Walk): string[] {
  const claims = [...model.claims];
  const paid = claims.reduce((sum, [, one]) => sum + (one.paid ?? 0n) - one.repaid, 0n);
  const inHand = claims.filter(([, one]) => {
    const status = model.statusOf(one);
    return status === "filed" || (status === "approved" && model.refundOf(one).refund > 0n);
  });
  const names = inHand.map(([name]) => toHex(ids.get(name)!)).sort();
  const owing = claims.filter(([, one]) => model.dueOf(one) > 0n).length;
  return [
    ...differs("what the treasury paid", -ledger.taxed, paid),
    ...differs("yuan", balanceOf(ledger.state, merchant.account, cny).available, model.yuan),
    ...differs("in hand", ledger.index("trade/refund-in-hand/CN/"), names),
    ...differs("owing", ledger.owing(), owing),
    ...differs("claims", ledger.index(`trade/refund-of/${CODE}/`).length, claims.length),
  ];
}
