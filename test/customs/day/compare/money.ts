import { balanceOf } from "../../../../src/transactions/assets/balance.ts";
import { assets } from "../../../../src/transactions/assets/records.ts";
import { days, goods } from "../../../../src/transactions/customs/statistics/records.ts";
import { annualUses } from "../../../../src/transactions/customs/tax/annual.ts";
import { guarantees } from "../../../../src/transactions/customs/tax/guarantee.ts";
import { bytesOf } from "../orders.ts";
import { cny, keyOf } from "../port-ledger.ts";
import type { Sides } from "./sides.ts";

/** What everybody has, guarantees, and what people have used of their years. */
export function compareMoney({ model: { books }, ledger: { state }, report }: Sides): void {
  let total = 0n;
  for (const [name, wanted] of books.money) {
    const { available, held } = balanceOf(state, keyOf(name).account, cny);
    total += available + held;
    report.compared++;
    report.same(name, { available, held }, wanted);
  }
  // So nobody else has any.
  report.same("money of everybody", total, assets.read(state, cny)!.supply);
  for (const [code, wanted] of books.guarantees) {
    const { deposited, committed } = guarantees.read(state, code)!;
    report.compared++;
    report.same(`guarantee of ${code}`, { deposited, committed }, wanted);
  }
  for (const [name, wanted] of books.years) {
    const [buyer, year] = name.split(" ") as [string, string];
    const found = annualUses.read(state, "CN", bytesOf(buyer)!, Number(year));
    report.compared++;
    report.same(`year of ${name}`, found ?? { reserved: 0n, used: 0n }, wanted);
  }
}

/** Counters of days, and of goods. */
export function compareCounts({ model: { books }, ledger: { state }, report }: Sides): void {
  for (const [name, wanted] of books.days) {
    const [day, direction, mode] = name.split(" ") as [string, string, string];
    report.compared++;
    report.same(name, days.read(state, "CN", day, direction, mode), wanted);
  }
  for (const [name, wanted] of books.goods) {
    const [day, ...rest] = name.split(" ") as [string, ...string[]];
    report.compared++;
    report.same(name, goods.read(state, "CN", day, ...rest), wanted);
  }
}
