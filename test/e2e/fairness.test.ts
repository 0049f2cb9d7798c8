import { afterAll, beforeAll, expect, test } from "vitest";

import { Load } from "../bench/load.ts";
import { Devnet } from "./devnet.ts";

// Goal: a member that floods delays nobody else's payments by more than the blocks that are under way.
// Method: one node is handed some five seconds of load at once; through another, single payments are made meanwhile.

const FLOOD = 8_000;
const ARRAY = 50;
/** Probes end while so many of the flood are still waiting. */
const LEFT = 2_000;
/**
 * One that is committed meanwhile, those that were proposed before, and the one that takes it in: four where nothing else runs. In order
 * of arrival it would be some forty.
 */
const BLOCKS_MAX = 8;

const devnet = await Devnet.create();
const flood = new Load(devnet, [0]);
const other = new Load(devnet, [1]);

beforeAll(async () => {
  await devnet.start();
  await flood.open();
  await other.open();
}, 120_000);

afterAll(async () => {
  flood.close();
  other.close();
  await devnet.remove();
});

/** The blocks from the head when a payment was handed in to the one that holds it. */
async function blocksUntilFinal(): Promise<number> {
  const [payment] = other.sign(1);
  const { height } = await devnet.call<{ height: number }>("chain_head", {}, 1);
  expect(await other.submit([payment!])).toBe(0);
  const wait = { id: payment!.id, timeoutMs: 20_000 };
  const final = await devnet.call<{ status: string; height: number }>("tx_wait", wait, 1);
  expect(final.status).toBe("committed");
  return final.height - height;
}

test("a member that floods delays the payments of another by no more than the blocks under way", async () => {
  const signed = flood.sign(FLOOD);
  const submit = async (): Promise<void> => {
    for (let batch = signed.splice(0, ARRAY); batch.length > 0; batch = signed.splice(0, ARRAY)) {
      await flood.submit(batch);
    }
  };
  const flooding = Promise.all([submit(), submit(), submit(), submit()]);
  const waits: number[] = [];
  while (flood.finalCount < FLOOD - LEFT) waits.push(await blocksUntilFinal());
  await flooding;
  process.stdout.write(`blocks until final, beside a flood: ${waits.join(", ")}\n`);
  expect(waits.length).toBeGreaterThan(2);
  expect(Math.max(...waits)).toBeLessThanOrEqual(BLOCKS_MAX);
}, 60_000);
