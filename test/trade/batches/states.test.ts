import { describe, expect, test } from "vitest";

import { batchEvents } from "../../../src/transactions/trade/batches/history.ts";
import { type BatchRecord, batches } from "../../../src/transactions/trade/batches/records.ts";
import {
  custodyMoves,
  custodyWaitsFor,
  inspectionMoves,
  inspectionWaitsFor,
  recallMoves,
  recallWaitsFor,
} from "../../../src/transactions/trade/batches/states.ts";
import { attempt } from "../../customs/attempt.ts";
import { inspection, officeHk } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import { arrow, arrowsOf } from "../arrows.ts";
import { byStep, PEOPLE, type Place, RECALLERS, STEPS } from "./batch-diagram.ts";
import {
  DairyLedger,
  inspectionUs,
  merchant,
  merchant2,
  notice,
  office,
  regulator,
  told,
  warehouse,
  warehouse2,
} from "./dairy.ts";

// Goal: a batch goes from hand to hand, is inspected and recalled in the ways of docs/domain section 4 and no others, whoever tries what
// and when; and the tables that docs/reference/trade-states.md is drawn from have every way that there is, and none besides.
// Method: every step tried in every place by everybody, on the production executor, against a table written apart from src/
// (batch-diagram.ts).

const KEYS: Readonly<Record<string, TestKey>> = {
  ...{ producer: merchant, custodian: warehouse, receiver: warehouse2, inspection, regulator },
  ...{ customs: office, "another merchant": merchant2 },
  ...{ "another country's inspection": inspectionUs, "another country's customs": officeHk },
};

const PLACES: readonly Place[] = [false, true].flatMap((isOffered) =>
  [false, true].flatMap((hasFailed) =>
    RECALLERS.flatMap((recalledBy) =>
      [false, true].map((isReached) => ({ isOffered, hasFailed, recalledBy, isReached })),
    ),
  ),
);

/** A batch that was split off another one and lies in a warehouse, and has got there. */
function reach(place: Place): { readonly ledger: DairyLedger; readonly id: Uint8Array } {
  const ledger = new DairyLedger().open();
  const whole = ledger.create("LOT-1");
  const [id] = ledger.split(whole, { "LOT-1/1": 100n }) as [Uint8Array];
  ledger.move(id, warehouse);
  if (place.isOffered) ledger.offer(id, warehouse2, warehouse);
  if (place.hasFailed) ledger.tell(id, "inspected-failed", inspection);
  if (place.recalledBy !== "none") ledger.recall(id, KEYS[place.recalledBy]);
  if (place.isReached) ledger.recall(whole);
  return { ledger, id };
}

/** Operation and body of a step. */
function messageOf(step: string, batch: Uint8Array): [string, object] {
  const messages: Readonly<Record<string, [string, object]>> = {
    offer: ["trade.batch.hand-over", { batch, to: warehouse2.name }],
    "withdraw the offer": ["trade.batch.hand-over", { batch, to: undefined }],
    "take over": ["trade.batch.take-over", { batch }],
    fail: ["trade.batch.event", { batch, ...told("inspected-failed") }],
    pass: ["trade.batch.event", { batch, ...told("inspected-passed") }],
    recall: ["trade.batch.recall", { batch, reason: "CONTAMINATION", notice }],
    lift: ["trade.batch.recall.lift", { batch }],
  };
  return messages[step]!;
}

/** Each part of a batch's place as its drawing calls it. */
const statusesOf = ({ offeredTo, failedInspection, recall }: BatchRecord) => ({
  custody: offeredTo === undefined ? "held" : "offered",
  inspection: failedInspection ? "failed" : "passed",
  recall: recall === undefined ? "none" : recall.office ? "office" : "producer",
});
/** Which steps each drawing is about. */
const DRAWN = {
  custody: ["offered", "offer-withdrawn", "taken-over"],
  inspection: ["inspected-failed", "inspected-passed"],
  recall: ["recalled", "recall-lifted"],
} as const;
type Part = keyof typeof DRAWN;
const PARTS = Object.keys(DRAWN) as Part[];

function expectAt(batch: BatchRecord, place: Place, what: string): void {
  const { offeredTo, failedInspection, recall } = batch;
  const by = place.recalledBy === "none" ? undefined : KEYS[place.recalledBy]!.name;
  const said = [place.isOffered, place.hasFailed, by];
  expect([offeredTo !== undefined, failedInspection, recall?.by], what).toEqual(said);
}

function tryAll(place: Place, gone: Readonly<Record<Part, string[]>>): void {
  const { ledger, id } = reach(place);
  const before = ledger.batch(id);
  expectAt(before, place, "at first");
  for (const step of STEPS) {
    for (const who of PEOPLE) {
      const { code, state } = attempt(ledger, KEYS[who]!, ...messageOf(step, id));
      const said = byStep(place, step, who);
      const what = `${step} by ${who}`;
      expect(code, what).toBe(typeof said === "string" ? said : "OK");
      const after = batches.read(state, id)!;
      if (typeof said === "string") {
        expect(after, what).toEqual(before);
        continue;
      }
      expectAt(after, said, what);
      const keeper = step === "take over" ? warehouse2 : warehouse;
      expect([after.custodian, after.steps], what).toEqual([keeper.name, before.steps + 1]);
      const { event } = batchEvents.read(state, id, before.steps)!;
      for (const part of PARTS) {
        const [from, to] = [statusesOf(before)[part], statusesOf(after)[part]];
        const isDrawn = (DRAWN[part] as readonly string[]).includes(event);
        // A step of another drawing leaves this part of the batch where it is.
        if (isDrawn) gone[part].push(arrow(from, event, who, to));
        else expect(to, what).toBe(from);
      }
    }
  }
}

describe("every step by everybody in a batch that is", () => {
  const gone: Record<Part, string[]> = { custody: [], inspection: [], recall: [] };
  for (const place of PLACES) {
    const { isOffered, hasFailed, recalledBy, isReached } = place;
    const name = `${isOffered ? "offered" : "held"}, inspection ${hasFailed ? "failed" : "passed"}`;
    const reached = isReached ? ", made from one that is" : "";
    test(`${name}, recalled by ${recalledBy}${reached}`, () => {
      tryAll(place, gone);
    });
  }

  test("the tables for the drawings have the ways that were gone, and no others", () => {
    const drawn = { custody: custodyMoves, inspection: inspectionMoves, recall: recallMoves };
    const waits = {
      custody: custodyWaitsFor,
      inspection: inspectionWaitsFor,
      recall: recallWaitsFor,
    };
    for (const part of PARTS) {
      expect([...new Set(gone[part])].sort(), part).toEqual(arrowsOf(drawn[part]));
      const reached = gone[part].map((one) => one.split(" ")[0]!);
      expect([...new Set(reached)].sort(), part).toEqual(Object.keys(waits[part]).sort());
    }
  });
});
