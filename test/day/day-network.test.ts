import { expect, test } from "vitest";

import type { Day } from "./events.ts";
import { createDay, NOON, OPENS } from "./generator/day.ts";
import { runThroughNetwork } from "./through-network.ts";

// Goal: what holds for the executor holds for the product: signed orders over RPC, agreed on by four validators, on disk.
// Method: the opening of a seeded day and the busy time around noon; four databases against the independent model.

const SEED = 20_261_127;
const SPREAD = 40;

function partOf(day: Day): Day {
  const events = day.events.filter(
    ({ minute }) => minute < OPENS || Math.abs(minute - NOON) < SPREAD,
  );
  return { ...day, events };
}

test(`part of a day ends on four nodes as the model says [seed ${SEED}]`, async () => {
  const day = partOf(createDay({ seed: SEED, members: 40, users: 80, payments: 8_000 }));
  const { codes, transactions, differences } = await runThroughNetwork(day);
  expect(differences.slice(0, 5)).toEqual([]);
  expect(transactions).toBe(day.events.length);
  const occurred = (name: string) => codes.get(name) ?? 0;
  expect(occurred("transfer OK")).toBeGreaterThan(50);
  expect(occurred("approve OK")).toBeGreaterThan(200);
  expect(occurred("approve PAYMENT_REJECTED")).toBeGreaterThan(0);
  expect(occurred("return OK")).toBeGreaterThan(0);
}, 240_000);
