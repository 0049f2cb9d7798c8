import type { LedgerReader } from "../../src/state/ledger.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { assets } from "../../src/transactions/assets/records.ts";
import { payments, spendings } from "../../src/transactions/payments/records.ts";
import type { Day } from "./events.ts";
import type { Model } from "./model/model.ts";
import { type Orders, uetrOf } from "./orders.ts";
import type { Report } from "./report.ts";

interface Sides {
  readonly state: LedgerReader;
  readonly orders: Orders;
  readonly model: Model;
  readonly report: Report;
}

/** Everything that a day left behind, on either side. */
export function compare(sides: Sides, day: Day): void {
  for (const { name } of day.world.assets) compareAsset(sides, name, namesOf(day));
  for (const number of paymentsOf(day)) comparePayment(sides, number);
}

function compareAsset(
  { state, orders, model, report }: Sides,
  asset: string,
  names: readonly string[],
): void {
  const id = orders.assetOf(asset);
  let total = 0n;
  for (const name of names) {
    const account = orders.accountOf(name);
    const what = `${name} in ${asset}`;
    const { available, held } = balanceOf(state, account, id);
    total += available + held;
    report.same(what, available, model.book.balance(asset, name));
    report.same(`${what}, on hold`, held, model.book.balance(asset, `${name}:hold`));
    const spent = spendings.read(state, account, id);
    const modelled = model.allowances.spent(asset, name);
    report.same(`${what}, sent in a day`, spent?.daySpent, modelled?.inDay);
    report.same(`${what}, sent in a year`, spent?.yearSpent, modelled?.inYear);
  }
  const supply = assets.read(state, id)?.supply;
  report.same(`supply of ${asset}`, supply, model.supply(asset));
  // So nobody else has any.
  report.same(`supply of ${asset}, found in accounts`, supply, total);
}

function comparePayment({ state, model, report }: Sides, number: number): void {
  const found = payments.read(state, uetrOf(number));
  const modelled = model.payments.get(number);
  report.same(`payment ${number}`, found?.status, modelled?.status);
  report.same(`payment ${number}, recall`, found?.recall?.status, modelled?.recall);
  const returned = found?.returns?.map(({ minor }) => minor).join();
  report.same(`payment ${number}, returned`, returned ?? "", modelled?.returned.join() ?? "");
}

function namesOf({ world, events }: Day): string[] {
  const names = new Set(world.members.map(({ name }) => name));
  for (const { action } of events) if (action.kind === "sponsor") names.add(action.user);
  return [...names];
}

function paymentsOf({ events }: Day): Set<number> {
  const numbers = events.flatMap(({ action }) =>
    action.kind === "transfer" || action.kind === "hold" ? [action.payment] : [],
  );
  return new Set(numbers);
}
