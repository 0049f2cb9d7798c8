import { toHex } from "../../../src/primitives/bytes.ts";
import type { TestLedger } from "../../ledger.ts";
import { saidOf } from "./answers.ts";
import { compareAll } from "./compare/all.ts";
import type { Plan, Schedule } from "./generator/schedule.ts";
import { openTown } from "./generator/town.ts";
import { Model } from "./model/model.ts";
import { Names, orderOf } from "./orders.ts";
import { FUNDS, keyOf, openPort, RATES_MS } from "./port-ledger.ts";
import { Report, text } from "./report.ts";
import { OPENS_MS } from "./world.ts";

const MINUTE_MS = 60_000;
const HOUR = 60;
const BLOCK = 200;
/** So many minutes are taken together, the fewer the more happens in each: blocks are as full as they are where there is much to do. */
const STEPS = [1, 2, 5, 10, 15, 30];
/** Bills are drawn after 45 days, orders lapse after 90: then nothing is left to happen. */
const DAYS = 93;
/** After two days much still waits that will be gone in the end. */
const BETWEEN = 2 * 24 * HOUR;

export interface PortDay {
  readonly seed: number;
  readonly orders: number;
}

/** A day at a port and what follows from it, through the production executor and the model, in the blocks' own order; every object compared between and in the end. */
export function runDay(
  { seed, orders }: PortDay,
  progress: (done: string) => void = () => undefined,
): Report {
  const model = new Model(RATES_MS, FUNDS);
  const run = {
    ...{ model, ledger: openPort(), names: new Names(), report: new Report() },
    schedule: openTown(model, seed, orders),
  };
  const step = STEPS.find((minutes) => minutes * orders >= BLOCK * HOUR) ?? STEPS.at(-1)!;
  for (let minute = step; minute <= DAYS * 24 * HOUR; minute += step) {
    sweepAll(run, OPENS_MS + minute * MINUTE_MS);
    const plans = run.schedule.take(minute);
    for (let at = 0; at < plans.length; at += BLOCK) {
      const timeMs = OPENS_MS + minute * MINUTE_MS + MINUTE_MS / 2 + at;
      runBlock(run, plans.slice(at, at + BLOCK), timeMs);
    }
    if (minute === BETWEEN) compareAll(run);
    const { operations, matched } = run.report;
    const hour = Math.floor(minute / HOUR);
    progress(`hour ${hour}: ${operations} operations, ${matched} lists matched`);
  }
  compareAll(run);
  return run.report;
}

interface Run {
  readonly model: Model;
  readonly ledger: TestLedger;
  readonly names: Names;
  readonly report: Report;
  readonly schedule: Schedule;
}

/** Deadlines that are past, before anybody acts: a block takes so many and no more. Every hour has a block, so that none has to look far. */
function sweepAll({ model, ledger, report }: Run, fromMs: number): void {
  for (let timeMs = fromMs; ; timeMs += 10) {
    const waiting = model.deadlines.waiting(timeMs);
    const isHour = timeMs === fromMs && timeMs % (HOUR * MINUTE_MS) === 0;
    if (waiting === 0 && !isHour) return;
    report.deadlines += Math.min(waiting, 256);
    const startMs = performance.now();
    ledger.block([], timeMs);
    report.sweepMs += performance.now() - startMs;
    model.begin(timeMs);
  }
}

function runBlock(
  { model, ledger, names, report }: Run,
  plans: readonly Plan[],
  timeMs: number,
): void {
  const meant = plans.flatMap((plan) => {
    const deed = plan.make();
    return deed === undefined ? [] : [{ plan, deed, order: orderOf(deed.act, names) }];
  });
  if (meant.length === 0) return;
  const options = { validUntil: timeMs + MINUTE_MS };
  const read = meant.map(({ deed, order }) =>
    ledger.read(ledger.transaction([order], { ...options, by: [keyOf(deed.by)] })),
  );
  const found = new Map(read.map(({ id }, at) => [id, meant[at]!]));
  const startMs = performance.now();
  const { receipts, brokenInvariants } = ledger.block(read, timeMs);
  report.executorMs += performance.now() - startMs;
  report.same(`block of ${timeMs}`, [receipts.length, brokenInvariants], [read.length, []]);
  model.begin(timeMs);
  for (const { transaction, code, results } of receipts) {
    const { plan, deed, order } = found.get(toHex(transaction))!;
    const answer = model.apply(deed, timeMs);
    const said = code === "OK" ? saidOf(deed.act, order.type, results[0]!, names) : "";
    report.did(deed.act.kind, { code, said });
    if (code !== answer.code || said !== answer.said) {
      report.same(text(deed), { code, said }, answer);
    }
    plan.then?.(answer);
  }
}
