import type { Html } from "../../primitives/html.ts";
import { countryWords, currencyText } from "../customs-codes.ts";
import type { Visit } from "../visit.ts";
import { byDay, groupBy, sumOf } from "./group.ts";
import { moneyText, totalOf } from "./money.ts";
import { type Read, readCounters, type Wanted } from "./read.ts";
import { sectionOf } from "./section.ts";
import { numbers, tableOf, texts } from "./table.ts";
import { words } from "./words.ts";

/** A line of `customs_statistics`. */
interface Day {
  readonly day: string;
  readonly direction: "import" | "export";
  readonly mode: string;
  readonly counts: Readonly<Record<string, number | string>>;
  /** Hours. */
  readonly p50: number | null;
  readonly p90: number | null;
}

/** A line of `customs_goods`. */
interface Goods {
  readonly direction: "import" | "export";
  readonly origin: string;
  readonly chapter: string;
  readonly currency: string;
  readonly withheld: boolean;
  readonly lines: number | null;
  readonly value: string | null;
}

const counted = (name: string) => (one: Day) => Number(one.counts[name]);

/** What became of a month's inventory lists, and what was released. */
export async function listsSection(visit: Visit, wanted: Wanted): Promise<Html> {
  const { ask } = visit;
  const days = await readCounters<Day>(ask, "customs_statistics", "statistics", wanted);
  const goods = await readCounters<Goods>(ask, "customs_goods", "goods", wanted);
  const { entries } = days;
  const names = ["declared", "mismatched", "released", "refused", "sentBack", "returned"] as const;
  return sectionOf(visit, {
    title: words.lists,
    tiles: names.map((name) => [words[name], sumOf(entries, counted(name))] as const),
    chart: [words.listsByDay, byDay(wanted.month, entries, counted("released"))],
    days: daysTable(visit, days),
    goods: [words.goodsReleased, goodsTable(visit, goods)],
    isEmpty: entries.length === 0,
    isCut: days.isCut || goods.isCut,
  });
}

function daysTable({ say }: Visit, { entries }: Read<Day>): Html {
  const columns = [
    ...texts(say(words.day), say(words.direction), say(words.mode)),
    ...numbers(say(words.declared), say(words.released), say(words.refused)),
    ...numbers(say(words.tax), say(words.clearance)),
  ];
  const rows = entries.map((one) => {
    const { day, direction, mode, counts, p50, p90 } = one;
    const steps = ["declared", "released", "refused"].map((name) => counted(name)(one));
    const times = `${p50 ?? "–"} / ${p90 ?? "–"}`;
    return [day, say(words[direction]), mode, ...steps, moneyText(String(counts["tax"])), times];
  });
  return tableOf(columns, rows);
}

function goodsTable({ say }: Visit, { entries }: Read<Goods>): Html {
  const columns = [
    ...texts(say(words.direction), say(words.origin), say(words.chapter), say(words.currency)),
    ...numbers(say(words.lines), say(words.value)),
  ];
  const groups = groupBy(entries, (one) => [
    ...[one.direction, one.origin, one.chapter, one.currency],
  ]);
  const rows = groups.map(([[direction, origin, chapter, currency], all]) => {
    const shown = all.filter(({ withheld }) => !withheld);
    const sums = [sumOf(shown, ({ lines }) => lines!), totalOf(shown.map(({ value }) => value))];
    const few = [say(words.few), ""];
    const named = [say(words[direction as Goods["direction"]]), say(countryWords(origin!))];
    return [...named, chapter!, currencyText(currency!), ...(shown.length === 0 ? few : sums)];
  });
  return tableOf(columns, rows);
}
