import type { LedgerReader } from "../../../state/ledger.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { QUANTITY_ONE } from "../codes.ts";
import { sumOf as totalOf } from "../lists/compare.ts";
import type { Mismatch } from "../lists/mismatches.ts";
import type { Assessment, ListRecord } from "../lists/records.ts";
import type { OrderRecord } from "../orders/records.ts";
import { isWithinYear } from "./annual.ts";
import { allot, sumOf, taxOf } from "./assess.ts";
import { covers } from "./guarantee.ts";
import { ratesAt, type RatesFound } from "./tariff.ts";
import { treasuries } from "./treasury.ts";

/** How an import is taxed: what it is worth for that, and what it owes; minor units. */
export interface Judged {
  readonly assessed: Assessment;
  /** Price, freight and insurance. */
  readonly dutiable: bigint;
  readonly tax: bigint;
}

/** Whether goods are one article that cannot be divided: then it may be worth more than one transaction's limit. */
export function isSingle(lines: readonly { readonly quantity: bigint }[]): boolean {
  return lines.length === 1 && lines[0]!.quantity === QUANTITY_ONE;
}

/** Judges an import by the rates, limits and the guarantee that hold now (docs/domain section 4, tax); what stands in the way otherwise. */
export function judge(
  ledger: LedgerReader,
  list: ListRecord,
  order: OrderRecord,
  timeMs: number,
): Judged | { readonly wrong: readonly Mismatch[] } {
  const { content, customs: of } = list;
  const dutiable = totalOf(content.lines) + content.freight + content.insuredFee;
  const limit = parameterAt(ledger, of, "customs-transaction-limit", timeMs);
  const isWithin = dutiable <= limit.value;
  const wrong: Mismatch[] = [];
  if (!isWithin && !isSingle(content.lines)) wrong.push("TRANSACTION_LIMIT");
  const more = dutiable - order.reserved;
  if (!isWithinYear(ledger, order, more, timeMs)) wrong.push("ANNUAL_LIMIT");
  const rates = content.lines.map(({ gcode }) => ratesAt(ledger, of, gcode, timeMs));
  if (rates.includes(undefined)) return { wrong: [...wrong, "NO_TARIFF"] };
  if (!ledger.has(treasuries.key(of))) wrong.push("NO_TREASURY");

  const percent = parameterAt(ledger, of, "customs-tax-percent", timeMs);
  const treatment = isWithin ? ("within" as const) : ("full" as const);
  const totals = content.lines.map(({ total }) => total);
  const extra = allot(content.freight + content.insuredFee, totals);
  const lines = (rates as RatesFound[]).map((found, at) => {
    const value = totals[at]! + extra[at]!;
    const { heading, version } = found;
    return { heading, version, value, ...taxOf(value, found, treatment, percent.value) };
  });
  const tax = lines.reduce((sum, line) => sum + sumOf(line), 0n);
  if (tax > 0n && !covers(ledger, content.assureCode!, tax)) wrong.push("GUARANTEE_SHORT");
  if (wrong.length > 0) return { wrong };
  const annual = parameterAt(ledger, of, "customs-annual-limit", timeMs);
  const versions = { transactionLimit: limit.version, annualLimit: annual.version };
  return {
    assessed: { treatment, ...versions, percent: percent.version, lines },
    ...{ dutiable, tax },
  };
}

/** What an assessment comes to. */
export function taxesOf({ lines }: Assessment) {
  const nothing = { value: 0n, duty: 0n, consumption: 0n, valueAdded: 0n };
  return lines.reduce(
    (sum, one) => ({
      value: sum.value + one.value,
      duty: sum.duty + one.duty,
      consumption: sum.consumption + one.consumption,
      valueAdded: sum.valueAdded + one.valueAdded,
    }),
    nothing,
  );
}
