import { describe, expect, test } from "vitest";

import { SALE_STATUSES } from "../../../src/transactions/trade/stock/sale-states.ts";
import { saleSteps } from "../../../src/transactions/trade/stock/sale-steps.ts";
import { sales } from "../../../src/transactions/trade/stock/sales.ts";
import { saleMoves, saleWaitsFor } from "../../../src/transactions/trade/stock/states.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { attempt } from "../../customs/attempt.ts";
import { CODES, DAY, merchant, MILK, office, platform, warehouse } from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council } from "../../ledger.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import { byStep, isFailure, PEOPLE, type Place, STATUSES, STEPS } from "./sale-diagram.ts";
import {
  approval,
  back,
  depot,
  idOf,
  merchant2,
  ordered,
  saleOf,
  shipment,
  swap,
  warehouse2,
  WarehouseLedger,
} from "./warehouse-ledger.ts";

// Goal: an order of another mall goes the ways of docs/domain section 4 and no others, whoever tries what and when; and the table that
// docs/reference/trade-states.md is drawn from has every way that there is, and none besides.
// Method: every step tried in every place by everybody, while goods can come back and after it, on the production executor, against a
// table written apart from src/ (sale-diagram.ts).

const stranger = testKey("merchant-3");
const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ merchant, "merchant's second": merchant2, warehouse, "warehouse's second": warehouse2 },
  ...{ platform, "another merchant": stranger, "another warehouse": depot, customs: office },
};
const content = (total = 30_000n) => ({
  platform: CODES.platform,
  lines: [ordered(MILK.itemNo, 3n, total)],
});
const decision = (of: string) => {
  const reason = of === "approve" ? undefined : "OTHER";
  return approval("1", { decision: of, reason });
};

/** An order of three milk that has got there. */
function reach({ status, isPlatforms }: Place): WarehouseLedger {
  const ledger = new WarehouseLedger().open();
  const { name, publicKey } = stranger;
  const authority = {
    signers: [{ publicKey, weight: 1 }],
    thresholds: { low: 1, medium: 1, high: 1 },
  };
  const body = { name, roles: ["merchant"], country: "CN", lei: undefined, authority };
  const orders = [{ type: "participant.register", body }];
  expect(ledger.run(orders, { by: council, account: COUNCIL }).code).toBe("OK");
  ledger.receive(100n);
  ledger.do(isPlatforms ? platform : merchant, "trade.sale.import", saleOf("1", content()));
  const decide = (of: string) => ledger.do(merchant2, "trade.sale.decide", decision(of));
  if (status === "held") decide("hold");
  if (status === "refused") decide("refuse");
  if (["approved", "shipping", "shipped"].includes(status)) decide("approve");
  if (status === "shipping") ledger.do(warehouse, "trade.sale.ship", shipment("1", 1n));
  if (status === "shipped") ledger.do(warehouse, "trade.sale.ship", shipment("1", 3n));
  return ledger;
}

/** Operation and body of a step. */
function messageOf(step: string, ledger: WarehouseLedger): [string, object] {
  const { quantity, shipped } = ledger.sale().lines[0]!;
  const rest = (quantity - shipped) / 100_000n;
  const messages: Readonly<Record<string, [string, object]>> = {
    import: ["trade.sale.import", saleOf("1", content(29_999n))],
    "ship-part": ["trade.sale.ship", shipment("1", 1n)],
    "ship-rest": ["trade.sale.ship", shipment("1", rest > 0n ? rest : 1n)],
    return: ["trade.sale.return", back("1", 0, 1n)],
    exchange: ["trade.sale.exchange", swap("1", 0, 1n)],
  };
  return messages[step] ?? ["trade.sale.decide", decision(step)];
}

/** Tries everything and gives it up; notes where it leads, as the history calls it. */
function tryAll(ledger: WarehouseLedger, place: Place, gone: string[]): void {
  const before = ledger.sale();
  for (const step of STEPS) {
    const message = messageOf(step, ledger);
    for (const who of PEOPLE) {
      const { code, state } = attempt(ledger, KEYS[who]!, ...message);
      const said = byStep(place, step, who);
      const what = `${step} by ${who}`;
      expect(code, what).toBe(isFailure(said) ? said : "OK");
      const after = sales.read(state, idOf("1"))!;
      if (isFailure(said)) {
        expect(after, what).toEqual(before);
        continue;
      }
      expect([after.status, after.steps], what).toEqual([said, before.steps + 1]);
      const { step: happened } = saleSteps.read(state, before.id, before.steps)!;
      gone.push(arrow(before.status, happened, who.split("'")[0]!, after.status));
    }
  }
}

describe("every step by everybody, in time and too late, in an order of another mall that is", () => {
  const gone: string[] = [];
  const places = STATUSES.flatMap((status) =>
    [false, true].map((isPlatforms) => ({ status, isPlatforms, isLate: false })),
  );
  for (const place of places) {
    test(`${place.status}, brought in by the ${place.isPlatforms ? "platform" : "merchant"}`, () => {
      const ledger = reach(place);
      expect(ledger.sale().status).toBe(place.status);
      tryAll(ledger, place, gone);
      ledger.wait(15 * DAY); // seven working days, and two weekends
      expect(ledger.sale().status).toBe(place.status);
      tryAll(ledger, { ...place, isLate: true }, gone);
    });
  }

  test("the table for the drawing has the ways that were gone, and no others", () => {
    expect([...new Set(gone)].sort()).toEqual(arrowsOf(saleMoves));
    expect(Object.keys(saleWaitsFor)).toEqual(STATUSES);
    expect(SALE_STATUSES).toEqual(STATUSES);
  });
});
