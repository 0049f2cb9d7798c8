import { movements, shelves } from "../../../src/transactions/trade/stock/records.ts";
import {
  countedIn,
  stockDays,
  stockLevels,
} from "../../../src/transactions/trade/stock/statistics/records.ts";
import { LIPSTICK, MILK } from "../../customs/port.ts";
import type { TestLedger } from "../../ledger.ts";
import { CREAM } from "./warehouse-ledger.ts";

/** An article's chapter and unit from a height on. */
export interface Heading {
  readonly itemNo: string;
  readonly from: number;
  readonly group: string;
}

/** As they are put on record first. */
export const HEADINGS: readonly Heading[] = [
  { itemNo: MILK.itemNo, from: 0, group: "19/007" },
  ...[LIPSTICK, CREAM].map(({ itemNo }) => ({ itemNo, from: 0, group: "33/007" })),
];

/** A day's numbers in this order: movements, ran empty, and what went each way. */
type Sums = bigint[];
const WAYS = [
  ...["receive", "dispatch", "transfer-out", "transfer-in"],
  ...["count-more", "count-less", "ship", "restock"],
];

/** What the statistics ought to be: all movements on the ledger added up once more, from the height on from which they are counted. */
export function recount(ledger: TestLedger, since: number, headings: readonly Heading[]) {
  const days = new Map<string, Sums>();
  const levels = new Map<string, [bigint, bigint]>();
  for (const [key, bytes] of ledger.state.values) {
    if (!key.startsWith("trade/shelf/")) continue;
    const shelf = shelves.decode(bytes);
    let last: string | undefined;
    for (let place = 0; place < shelf.movements; place++) {
      const { kind, quantity, height, timeMs, onHand } = movements.read(
        ledger.state,
        shelf,
        place,
      )!;
      const way = WAYS.indexOf(kind);
      if (way === -1 || height < since) continue;
      const isOf = ({ itemNo, from }: Heading) => itemNo === shelf.itemNo && from <= height;
      last = headings.findLast(isOf)!.group;
      const day = `${new Date(timeMs).toISOString().slice(0, 10)}/${last}`;
      const sums = days.get(day) ?? Array.from({ length: WAYS.length + 2 }, () => 0n);
      sums[0]! += 1n;
      if (onHand === 0n) sums[1]! += 1n;
      sums[way + 2]! += quantity;
      days.set(day, sums);
    }
    if (last === undefined || shelf.onHand === 0n) continue;
    const [count, quantity] = levels.get(last) ?? [0n, 0n];
    levels.set(last, [count + 1n, quantity + shelf.onHand]);
  }
  return { days: sorted(days), levels: sorted(levels) };
}

/** The same as the ledger counted it. */
export function counted({ state }: TestLedger) {
  const found = { days: new Map<string, bigint[]>(), levels: new Map<string, bigint[]>() };
  for (const [key, bytes] of state.values) {
    if (key.startsWith("trade/stock-day/CN/")) {
      const one = stockDays.decode(bytes);
      const ways = [one.received, one.dispatched, one.sentOn, one.arrived, one.found, one.lost];
      const sums = [BigInt(one.movements), BigInt(one.ranEmpty), ...ways];
      found.days.set(key.slice("trade/stock-day/CN/".length), [
        ...[...sums, one.shipped, one.cameBack],
      ]);
    }
    if (key.startsWith("trade/stock-level/CN/")) {
      const { shelves: count, onHand } = stockLevels.decode(bytes);
      found.levels.set(key.slice("trade/stock-level/CN/".length), [BigInt(count), onHand]);
    }
  }
  return { days: sorted(found.days), levels: sorted(found.levels) };
}

/** Shelves that are counted somewhere, of how many there are with something on them. */
export function countedShelves({ state }: TestLedger): readonly [number, number] {
  const all = [...state.values].filter(([key]) => key.startsWith("trade/shelf/"));
  const full = all.map(([, bytes]) => shelves.decode(bytes)).filter(({ onHand }) => onHand > 0n);
  const isCounted = full.filter((shelf) => countedIn.read(state, shelf) !== undefined);
  return [isCounted.length, full.length];
}

function sorted<T>(of: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return [...of].sort(([a], [b]) => (a < b ? -1 : 1));
}
