import type { Payer } from "../../../src/cli/load/payer.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { dayOf } from "../../../src/primitives/civil-day.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { batchId, PARTS_MAX } from "../../../src/transactions/trade/batches/records.ts";
import type { PortCast } from "./customs-port.ts";
import { appendInBlocks } from "./in-blocks.ts";
import type { OfflineChain, Order } from "./offline-chain.ts";
import { buyersOf, CODES, documentsOf, keysOf, MILK } from "./parcels.ts";

/** What is recalled, and another batch that some of it was mixed with. */
export const BAD = { producer: CODES.merchant, batchNo: "LOT-7" } as const;
const GOOD = "LOT-8";
const PARTS = Array.from({ length: PARTS_MAX }, (_, i) => `${BAD.batchNo}/${i + 1}`);
/** Of the last two parts and of the other batch. */
const MIXED = `${PARTS.at(-1)!}/MIXED`;
/** Everything that a recall reaches and goods are packed from, in turn. */
const PACKED_FROM = [BAD.batchNo, ...PARTS.slice(0, -2), MIXED];
/** Packed from the other batch: a recall that reached these, too, would be wrong. */
const UNREACHED = 100;

/** Two cans, in 0.00001 of a piece. */
const PER_PARCEL = 200_000n;
/** A single one says little. */
const RECALLS = 51;

/** Which parcels are packed from the bad batch: `count` of them, by the number that keysOf takes, from `first`. */
export interface PackedParcels {
  readonly first: number;
  readonly count: number;
}

/**
 * Makes a batch, splits it, mixes two of its parts with another batch, and packs parcels from all of these, each under a waybill of
 * its own. `onBlock` hears how many operations are done, of `operationsFor`.
 */
export async function packBadBatch(
  chain: OfflineChain,
  { merchant, carrier }: PortCast,
  { first, count }: PackedParcels,
  onBlock: (done: number) => void,
): Promise<void> {
  await makeBatches(chain, merchant, BigInt(count + UNREACHED) * PER_PARCEL);
  const all = count + UNREACHED;
  const buyers = buyersOf(all);
  const waybillOf = (nth: number) => documentsOf(first + nth, buyers).waybill;
  await appendInBlocks(chain, carrier, all, waybillOf, onBlock);
  const packOf = (nth: number): Order => {
    const batchNo = nth < count ? PACKED_FROM[nth % PACKED_FROM.length]! : GOOD;
    const code = sha256(utf8(`bench parcel ${nth}`)).subarray(0, 16);
    const batch = batchId(BAD.producer, batchNo);
    const { waybill } = keysOf(first + nth);
    return { type: "trade.batch.pack", body: { batch, quantity: PER_PARCEL, waybill, code } };
  };
  await appendInBlocks(chain, merchant, all, packOf, (done) => onBlock(all + done));
}

export function operationsFor(count: number): number {
  return 2 * (count + UNREACHED);
}

/** `each` is enough for all parcels, whichever batch they are packed from. */
async function makeBatches(chain: OfflineChain, merchant: Payer, each: bigint): Promise<void> {
  const run = (type: string, ...bodies: readonly object[]) => {
    const orders = bodies.map((body) => ({ type, body }));
    return chain.append([chain.transaction(merchant.account, orders, [merchant])]);
  };
  const goods = { itemNo: MILK.itemNo, origin: MILK.origin, made: dayOf(chain.timeMs) - 30 };
  const lots = [BAD.batchNo, GOOD].map((batchNo) => {
    return { producer: BAD.producer, batchNo, ...goods, quantity: each * BigInt(PARTS_MAX + 2) };
  });
  await run("trade.batch.create", ...lots);
  const parts = PARTS.map((batchNo) => ({ batchNo, quantity: each }));
  await run("trade.batch.split", { batch: batchId(BAD.producer, BAD.batchNo), parts });
  const [last, ...others] = [PARTS.at(-1)!, PARTS.at(-2)!, GOOD];
  const from = [last, ...others].map((batchNo) => {
    return { batch: batchId(BAD.producer, batchNo), quantity: each };
  });
  await run("trade.batch.merge", { from, batchNo: MIXED });
}

/**
 * Milliseconds of the executor for blocks of one recall each, roots included. Between them its producer lifts the recall; after the
 * last the batch is recalled.
 */
export async function recallTimes(chain: OfflineChain, merchant: Payer): Promise<number[]> {
  const batch = batchId(BAD.producer, BAD.batchNo);
  const recalled = { batch, reason: "CONTAMINATION", notice: sha256(utf8("bench notice")) };
  const run = async (type: string, body: object): Promise<number> => {
    const before = chain.executorMs;
    await chain.append([chain.transaction(merchant.account, [{ type, body }], [merchant])]);
    return chain.executorMs - before;
  };
  const found = [await run("trade.batch.recall", recalled)];
  while (found.length < RECALLS) {
    await run("trade.batch.recall.lift", { batch });
    found.push(await run("trade.batch.recall", recalled));
  }
  return found;
}
