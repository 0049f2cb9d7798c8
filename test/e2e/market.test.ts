import { afterAll, beforeAll, expect, test } from "vitest";

import { reconcile } from "../fx/replay/reconcile.ts";
import { fillsOf, FUNDS, replay } from "../fx/replay/replay.ts";
import { Devnet } from "./devnet.ts";

// Goal: the maker's account of itself is right to the minor unit, whoever takes its offers, at whichever node, while its prices move.
// Method: four real processes, the maker as a fifth, a seeded series of prices, 100 takers who keep account from their receipts alone.
// `npm run market -- --replay 1000` does the same for longer.

const devnet = await Devnet.create();
const seed = Number(process.env["SEED"] ?? 1);

beforeAll(async () => {
  await devnet.start();
}, 120_000);
afterAll(() => devnet.remove(), 60_000);

test("prices are replayed by the maker against 100 takers: inventory and gain reconcile on every node", async () => {
  const plan = { seed, steps: 25, stepMs: 400, takers: 100, perStep: 10 };
  const replayed = await replay(devnet, plan);
  const { gain } = replayed.ended;
  const fills = fillsOf(replayed.takers);
  process.stdout.write(
    `seed ${seed}: ${fills} fills, ${replayed.quoted} times quoted, gained ${gain.minor}\n`,
  );
  expect(reconcile(replayed, FUNDS)).toEqual([]);
  expect(fills).toBeGreaterThan(50);
  expect(replayed.quoted).toBeGreaterThan(10);
}, 120_000);
