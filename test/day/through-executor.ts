import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { redeem } from "../../src/transactions/assets/redeem.ts";
import { testGenesis, TestLedger } from "../ledger.ts";
import { compare } from "./compare.ts";
import type { Day, Event } from "./events.ts";
import { Model } from "./model/model.ts";
import { admissionsOf, nameKey, Orders } from "./orders.ts";
import { Report } from "./report.ts";

const [SECOND_MS, MINUTE_MS] = [1_000, 60_000];
const BLOCK_MAX = 1_000;

/** A day through the production executor, a block a minute or more, and through the model, in the blocks' own order. */
export function runThroughExecutor(
  day: Day,
  progress: (minute: number) => void = () => undefined,
): Report {
  const participants = admissionsOf(day.world, nameKey);
  const ledger = new TestLedger({ ...testGenesis(), protocolVersion: 3, participants });
  const opensMs = ledger.timeMs;
  const timeOf = (minute: number) => opensMs + (minute + 1) * MINUTE_MS;
  const orders = new Orders(day.world, nameKey, timeOf);
  const run = { ledger, orders, model: new Model(day.world, timeOf), report: new Report() };
  let at = 0;
  for (let minute = 0; minute <= day.minutes; minute++) {
    const from = at;
    while (at < day.events.length && day.events[at]!.minute <= minute) at++;
    // A block a second if a minute has more than fits in one; one in any case, since time passes.
    const blocks = Math.max(1, Math.ceil((at - from) / BLOCK_MAX));
    for (let block = 0; block < blocks; block++) {
      const first = from + block * BLOCK_MAX;
      const batch = day.events.slice(first, Math.min(at, first + BLOCK_MAX));
      runBlock(run, batch, timeOf(minute) + block * SECOND_MS);
    }
    progress(minute);
  }
  compare({ ...run, state: ledger.state }, day);
  return run.report;
}

interface Run {
  readonly ledger: TestLedger;
  readonly orders: Orders;
  readonly model: Model;
  readonly report: Report;
}

function runBlock(run: Run, batch: readonly Event[], timeMs: number): void {
  const { ledger, orders, model, report } = run;
  const events = new Map<string, Event>();
  const read = batch.map((event) => {
    const one = ledger.unsigned(orders.of(event.action), orders.keyOf(event.by));
    events.set(one.id, event);
    return one;
  });
  const { block, receipts } = ledger.block(read, timeMs);
  if (receipts.length !== batch.length) throw new Error("a block took less than it was given");
  model.begin(timeMs);
  for (const [i, { id }] of block.transactions.entries()) {
    const event = events.get(toHex(id))!;
    const { code, results } = receipts[i]!;
    report.outcome(event, code, model.apply(event, timeMs));
    if (event.action.kind !== "redeem" || code !== "OK") continue;
    orders.redeemed(event.action.redemption, decodeOwn(redeem.result, results[0]!).redemption);
  }
}
