import { describe, expect, test } from "vitest";

import type { LedgerReader } from "../../../src/state/ledger.ts";
import { counts } from "../../../src/transactions/trade/stock/counts.ts";
import { replenishments } from "../../../src/transactions/trade/stock/replenish.ts";
import {
  countMoves,
  countWaitsFor,
  replenishmentMoves,
  replenishmentWaitsFor,
  transferMoves,
  transferWaitsFor,
} from "../../../src/transactions/trade/stock/states.ts";
import { transfers } from "../../../src/transactions/trade/stock/transfers.ts";
import { attempt } from "../../customs/attempt.ts";
import { merchant, office, ONE, platform, warehouse } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import {
  byStep,
  count,
  type Diagram,
  isFailure,
  PEOPLE,
  replenishment,
  transfer,
} from "./shelf-diagram.ts";
import {
  depot,
  OTHER_WAREHOUSE,
  paper,
  SHELF,
  warehouse2,
  WarehouseLedger,
} from "./warehouse-ledger.ts";

// Goal: counts, transfers and replenishments go the ways of docs/domain section 4 and no others, whoever tries what and when; and the
// tables that docs/reference/trade-states.md is drawn from have every way that there is, and none besides.
// Method: every step tried in every status by everybody, on the production executor, against tables written apart from src/
// (shelf-diagram.ts).

const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ warehouse, "warehouse's second": warehouse2, merchant, "another warehouse": depot },
  ...{ platform, customs: office },
};

/** Something that has got to a status: where it is, and operation and body of each step. */
interface Reached {
  readonly ledger: WarehouseLedger;
  readonly statusIn: (state: LedgerReader) => string;
  readonly messages: Readonly<Record<string, readonly [string, object]>>;
}

function stocked(): WarehouseLedger {
  const ledger = new WarehouseLedger().open();
  ledger.receive(10n);
  return ledger;
}

function reachCount(status: string): Reached {
  const ledger = stocked();
  const counting = { ...SHELF, counted: 9n * ONE, reference: paper() };
  const decide = (approve: boolean) => ({ ...SHELF, place: 0, approve });
  ledger.do(warehouse, "trade.stock.count", counting);
  if (status !== "open") {
    ledger.do(merchant, "trade.stock.count.decide", decide(status === "approved"));
  }
  return {
    ledger,
    statusIn: (state) => counts.read(state, SHELF, 0)!.status,
    messages: {
      count: ["trade.stock.count", counting],
      approve: ["trade.stock.count.decide", decide(true)],
      refuse: ["trade.stock.count.decide", decide(false)],
    },
  };
}

function reachTransfer(status: string): Reached {
  const ledger = stocked();
  const body = { ...SHELF, to: OTHER_WAREHOUSE, quantity: 4n * ONE, reference: paper() };
  const id = ledger.do(warehouse, "trade.stock.transfer", body)["id"] as Uint8Array;
  const receiving = ["trade.stock.transfer.receive", { transfer: id, received: 3n * ONE }] as const;
  if (status === "received") ledger.do(depot, ...receiving);
  return {
    ledger,
    statusIn: (state) => transfers.read(state, id)!.status,
    messages: { receive: receiving },
  };
}

function reachReplenishment(status: string): Reached {
  const ledger = stocked();
  const ruled = (rule?: object) => ["trade.stock.rule.set", { ...SHELF, rule }] as const;
  const receiving = () => {
    const body = { ...SHELF, quantity: 10n * ONE, reference: paper(), replenishes: 0 };
    return ["trade.stock.receive", body] as const;
  };
  ledger.do(merchant, ...ruled({ least: 20n * ONE, target: 20n * ONE }));
  if (status === "received") ledger.do(warehouse, ...receiving());
  if (status === "withdrawn") ledger.do(merchant, ...ruled());
  return {
    ledger,
    statusIn: (state) => replenishments.read(state, SHELF, 0)!.status,
    messages: { receive: receiving(), "remove the rule": ruled() },
  };
}

/** Whom a drawing means, where it does not say just that. */
const PARTIES: Readonly<Record<string, string>> = {
  "warehouse's second": "warehouse",
  "another warehouse": "receiving warehouse",
};

/** Tries everything and gives it up; the arrows that were gone. */
function tryAll({ ledger, statusIn, messages }: Reached, diagram: Diagram): string[] {
  const before = statusIn(ledger.state);
  const gone: string[] = [];
  expect(Object.keys(messages)).toEqual(Object.keys(diagram.cells));
  for (const [step, message] of Object.entries(messages)) {
    for (const who of PEOPLE) {
      const { code, state } = attempt(ledger, KEYS[who]!, ...message);
      const said = byStep(diagram, before, step, who);
      const what = `${step} by ${who}`;
      expect(code, what).toBe(isFailure(said) ? said : "OK");
      const after = statusIn(state);
      expect(after, what).toBe(isFailure(said) ? before : said);
      if (after !== before) gone.push(arrow(before, step, PARTIES[who] ?? who, after));
    }
  }
  return gone;
}

describe.each([
  ["count", count, reachCount, countMoves, countWaitsFor],
  ["transfer", transfer, reachTransfer, transferMoves, transferWaitsFor],
  [
    ...(["replenishment", replenishment, reachReplenishment] as const),
    ...([replenishmentMoves, replenishmentWaitsFor] as const),
  ],
] as const)("every step of a %s by everybody", (_, diagram, reach, moves, waitsFor) => {
  test("leads where it is said in every status, and the table for the drawing has those ways and no others", () => {
    const gone = diagram.statuses.flatMap((status) => {
      const reached = reach(status);
      expect(reached.statusIn(reached.ledger.state)).toBe(status);
      return tryAll(reached, diagram);
    });
    expect([...new Set(gone)].sort()).toEqual(arrowsOf(moves));
    expect(Object.keys(waitsFor)).toEqual(diagram.statuses);
  });
});
