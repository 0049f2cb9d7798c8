import { dayOf, formatDay } from "../../../../primitives/civil-day.ts";
import { withOneMore } from "../../../../primitives/histogram.ts";
import type { Ledger } from "../../../../state/ledger.ts";
import { U64_MAX } from "../../../assets/balance.ts";
import { commodities } from "../../../customs/commodities/records.ts";
import type { OrderRecord } from "../../../customs/orders/records.ts";
import type { MallOrder } from "../orders/records.ts";
import type { StepName } from "../orders/steps.ts";
import {
  type Counter,
  HALF_DAYS_MAX,
  type TradeDayRecord,
  tradeDays,
  tradeGoods,
} from "./records.ts";

const HALF_DAY_MS = 12 * 3_600_000;
const NOTHING: TradeDayRecord = {
  ...{ placed: 0, paid: 0, parcels: 0, accepted: 0, timedOut: 0, cancelled: 0 },
  ...{ refundsAsked: 0, refundsAgreed: 0, refundsRefused: 0, disputed: 0, decided: 0, returned: 0 },
  ...{ value: 0n, refunded: 0n, halfDays: [] },
};

/** What a step counts as. A step "decide" may come twice, for the buyer's part and for the others': the one that ends the order counts. */
const COUNTERS: Readonly<Record<StepName, Counter>> = {
  place: "placed",
  pay: "paid",
  ship: "parcels",
  accept: "accepted",
  "time-out": "timedOut",
  cancel: "cancelled",
  "refund-ask": "refundsAsked",
  "refund-agree": "refundsAgreed",
  "refund-refuse": "refundsRefused",
  dispute: "disputed",
  decide: "decided",
  return: "returned",
};
/** Steps that an order is done by because its buyer has its goods, or has been heard. */
const ENDS: readonly StepName[] = ["accept", "time-out", "decide"];

/** Counts a step of an order, in the day in which it happens. */
export function countStep(ledger: Ledger, order: MallOrder, step: StepName, timeMs: number): void {
  const isDone = order.status === "done";
  if (step === "decide" && !isDone) return;
  const halfDays = Math.floor((timeMs - order.timeMs) / HALF_DAY_MS);
  const name = COUNTERS[step];
  change(ledger, order, timeMs, (before) => ({
    ...before,
    [name]: before[name] + 1,
    value: step === "place" ? sum(before.value, order.whole.goods + order.whole.tax) : before.value,
    halfDays:
      isDone && ENDS.includes(step)
        ? withOneMore(before.halfDays, Math.min(halfDays, HALF_DAYS_MAX))
        : before.halfDays,
  }));
}

/** Counts what goes back to a buyer. */
export function countRefund(ledger: Ledger, order: MallOrder, minor: bigint, timeMs: number): void {
  change(ledger, order, timeMs, (before) => ({ ...before, refunded: sum(before.refunded, minor) }));
}

/** Counts what was ordered, by chapters of the tariff. */
export function countGoods(
  ledger: Ledger,
  { country, direction, sale, ebcCode }: MallOrder,
  currency: string,
  articles: OrderRecord["lines"],
  timeMs: number,
): void {
  const chapters = new Map<string, bigint>();
  for (const { itemNo, total } of articles) {
    const chapter = commodities.read(ledger, ebcCode, itemNo)!.terms!.gcode.slice(0, 2);
    chapters.set(chapter, (chapters.get(chapter) ?? 0n) + total);
  }
  const day = formatDay(dayOf(timeMs));
  for (const [chapter, value] of chapters) {
    const key = [country, day, direction, sale, currency, chapter] as const;
    const before = tradeGoods.read(ledger, ...key) ?? { orders: 0, value: 0n };
    const after = { orders: before.orders + 1, value: sum(before.value, value) };
    tradeGoods.write(ledger, after, ...key);
  }
}

/** A counter that is full stays full: no order may fail for the sake of a statistic. */
function sum(before: bigint, more: bigint): bigint {
  return before + more > U64_MAX ? U64_MAX : before + more;
}

function change(
  ledger: Ledger,
  { country, direction, sale }: MallOrder,
  timeMs: number,
  to: (before: TradeDayRecord) => TradeDayRecord,
): void {
  const key = [country, formatDay(dayOf(timeMs)), direction, sale] as const;
  tradeDays.write(ledger, to(tradeDays.read(ledger, ...key) ?? NOTHING), ...key);
}
