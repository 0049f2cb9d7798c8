import type { Html } from "../../primitives/html.ts";
import { currencyText } from "../customs-codes.ts";
import type { Visit } from "../visit.ts";
import { byDay, groupBy, sumOf } from "./group.ts";
import { moneyText, totalOf } from "./money.ts";
import { type Read, readCounters, type Wanted } from "./read.ts";
import { sectionOf } from "./section.ts";
import { numbers, tableOf, texts } from "./table.ts";
import { words } from "./words.ts";

/** A line of `trade_statistics`. */
interface Day {
  readonly day: string;
  readonly direction: "import" | "export";
  readonly sale: string;
  readonly withheld: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly value: string | null;
  readonly refunded: string | null;
  /** Half days. */
  readonly p50: number | null;
  readonly p90: number | null;
}

/** A line of `trade_goods`. */
interface Goods {
  readonly direction: "import" | "export";
  readonly currency: string;
  readonly chapter: string;
  readonly withheld: boolean;
  readonly orders: number | null;
  readonly value: string | null;
}

const done = ({ counts }: Day): number =>
  counts["accepted"]! + counts["timedOut"]! + counts["decided"]!;

/** What became of a month's orders of malls, and what was ordered. */
export async function ordersSection(visit: Visit, wanted: Wanted): Promise<Html> {
  const { ask } = visit;
  const days = await readCounters<Day>(ask, "trade_statistics", "statistics", wanted);
  const goods = await readCounters<Goods>(ask, "trade_goods", "goods", wanted);
  const { entries } = days;
  const counted = (name: string): number => sumOf(entries, ({ counts }) => counts[name]!);
  return sectionOf(visit, {
    title: words.orders,
    tiles: [
      [words.placed, counted("placed")],
      [words.parcels, counted("parcels")],
      [words.done, sumOf(entries, done)],
      [words.cancelled, counted("cancelled")],
      [words.refunds, counted("refundsAgreed")],
      [words.disputed, counted("disputed")],
      [words.returned, counted("returned")],
    ],
    chart: [words.ordersByDay, byDay(wanted.month, entries, ({ counts }) => counts["placed"]!)],
    days: daysTable(visit, days),
    goods: [words.goods, goodsTable(visit, goods)],
    isEmpty: entries.length === 0,
    isCut: days.isCut || goods.isCut,
  });
}

function daysTable({ say }: Visit, { entries }: Read<Day>): Html {
  const columns = [
    ...texts(say(words.day), say(words.direction), say(words.sale)),
    ...numbers(say(words.placed), say(words.done), say(words.cancelled)),
    ...numbers(say(words.value), say(words.refunded), say(words.delivery)),
  ];
  const halves = (one: number | null): string => (one === null ? "–" : String(one / 2));
  const rows = entries.map((one) => {
    const { day, direction, sale, withheld, counts, value, refunded, p50, p90 } = one;
    const money = withheld
      ? [say(words.few), "", ""]
      : [moneyText(value!), moneyText(refunded!), `${halves(p50)} / ${halves(p90)}`];
    const steps = [counts["placed"]!, done(one), counts["cancelled"]!];
    return [day, say(words[direction]), sale, ...steps, ...money];
  });
  return tableOf(columns, rows);
}

function goodsTable({ say }: Visit, { entries }: Read<Goods>): Html {
  const columns = [
    ...texts(say(words.direction), say(words.chapter), say(words.currency)),
    ...numbers(say(words.placed), say(words.value)),
  ];
  const groups = groupBy(entries, (one) => [one.direction, one.chapter, one.currency]);
  const rows = groups.map(([[direction, chapter, currency], all]) => {
    const shown = all.filter(({ withheld }) => !withheld);
    const sums = [sumOf(shown, ({ orders }) => orders!), totalOf(shown.map(({ value }) => value))];
    const few = [say(words.few), ""];
    const named = [say(words[direction as Goods["direction"]]), chapter!, currencyText(currency!)];
    return [...named, ...(shown.length === 0 ? few : sums)];
  });
  return tableOf(columns, rows);
}
