import { shortDecimalText } from "../../primitives/decimal.ts";
import type { Html } from "../../primitives/html.ts";
import { unitWords } from "../customs-codes.ts";
import type { Visit } from "../visit.ts";
import { byDay, sumOf } from "./group.ts";
import { type Read, readCounters, type Wanted } from "./read.ts";
import { sectionOf } from "./section.ts";
import { numbers, tableOf, texts } from "./table.ts";
import { words } from "./words.ts";

/** Ways into warehouses and out of them, with the quantity that went each in a day. */
const FLOWS = [
  ...(["received", "arrived", "found", "cameBack"] as const),
  ...(["shipped", "dispatched", "sentOn", "lost"] as const),
];
/** Places of a quantity. */
const DECIMALS = 5;

/** What both lines have: `unit` is a code of customs, and the numbers of few are withheld. */
interface Group {
  readonly chapter: string;
  readonly unit: string;
  readonly withheld: boolean;
}

/** A line of `trade_stockStatistics`. */
interface Day extends Group, Readonly<Record<(typeof FLOWS)[number], string | null>> {
  readonly day: string;
  readonly movements: number | null;
  readonly ranEmpty: number | null;
}

/** A line of `trade_stockLevels`. */
interface Level extends Group {
  readonly shelves: number | null;
  readonly onHand: string | null;
}

/** What went into warehouses and out of them in a month, and what lies there now. */
export async function stockSection(visit: Visit, wanted: Wanted): Promise<Html> {
  const { ask } = visit;
  const { country } = wanted;
  const days = await readCounters<Day>(ask, "trade_stockStatistics", "statistics", wanted);
  const levels = await readCounters<Level>(ask, "trade_stockLevels", "levels", { country });
  const { entries } = days;
  const movements = (one: Day): number => one.movements ?? 0;
  return sectionOf(visit, {
    title: words.stock,
    tiles: [
      [words.movements, sumOf(entries, movements)],
      [words.ranEmpty, sumOf(entries, ({ ranEmpty }) => ranEmpty ?? 0)],
    ],
    chart: [words.movementsByDay, byDay(wanted.month, entries, movements)],
    days: daysTable(visit, days),
    goods: [words.inStock, levelsTable(visit, levels)],
    isEmpty: entries.length === 0 && levels.entries.length === 0,
    isCut: days.isCut || levels.isCut,
  });
}

function daysTable({ say }: Visit, { entries }: Read<Day>): Html {
  const columns = [
    ...texts(say(words.day), say(words.chapter), say(words.unit)),
    ...numbers(say(words.movements), ...FLOWS.map((flow) => say(words[flow]))),
    ...numbers(say(words.ranEmpty)),
  ];
  const rows = entries.map((one) => {
    const { day, chapter, unit, withheld, movements, ranEmpty } = one;
    const named = [day, chapter, say(unitWords(unit))];
    if (withheld) return [...named, say(words.few), ...FLOWS.map(() => ""), ""];
    return [...named, movements!, ...FLOWS.map((flow) => quantityText(one[flow]!)), ranEmpty!];
  });
  return tableOf(columns, rows);
}

function levelsTable({ say }: Visit, { entries }: Read<Level>): Html {
  const columns = [
    ...texts(say(words.chapter), say(words.unit)),
    ...numbers(say(words.shelves), say(words.onHand)),
  ];
  const rows = entries.map(({ chapter, unit, withheld, shelves, onHand }) => {
    const named = [chapter, say(unitWords(unit))];
    return [...named, ...(withheld ? [say(words.few), ""] : [shelves!, quantityText(onHand!)])];
  });
  return tableOf(columns, rows);
}

const quantityText = (hundredThousandths: string): string =>
  shortDecimalText(BigInt(hundredThousandths), DECIMALS);
