import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { castOf } from "../../../src/cli/devnet/cast.ts";
import { payerOf } from "../../../src/cli/load/payer.ts";
import { parcelsReached } from "../../../src/rpc/batches/reach.ts";
import { batches, batchId } from "../../../src/transactions/trade/batches/records.ts";
import {
  waybillNumberId,
  waybillNumbers,
  waybills,
} from "../../../src/transactions/customs/orders/records.ts";
import { council, testGenesis } from "../../ledger.ts";
import { BAD, packBadBatch, recallTimes } from "./bad-batch.ts";
import { fillPort } from "./customs-chain.ts";
import { portCast } from "./customs-port.ts";
import { authorityOf, unsigned } from "./offline-payers.ts";
import { OfflineChain } from "./offline-chain.ts";
import { EVENTS_OF_DOCUMENTS, EVENTS_PER_PARCEL, trackParcels } from "./parcel-ways.ts";
import { keysOf } from "./parcels.ts";

let [directory, chain] = ["", undefined as OfflineChain | undefined];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-bench-parcels-"));
  const participants = castOf(0).map(({ name, roles, country }) => {
    return { name, roles, country, lei: undefined, authority: authorityOf(unsigned(name)) };
  });
  const genesis = { ...testGenesis(), protocolVersion: 9, participants };
  const voters = council.map(({ seed }) => payerOf([seed]));
  chain = await OfflineChain.open(directory, genesis, voters);
});
afterEach(async () => {
  await chain!.close();
  rmSync(directory, { recursive: true, force: true });
});

test("every parcel is delivered after all its statuses, and a recall reaches those of the bad batch alone", async () => {
  const cast = await portCast((name) => Promise.resolve(unsigned(name)));
  const [tracked, packed] = [3, 130];
  await fillPort(chain!, cast, tracked, () => undefined);
  const told: number[] = [];
  await trackParcels(chain!, cast.carrier, tracked, (events) => told.push(events));
  expect(told.at(-1)).toBe(tracked * (EVENTS_PER_PARCEL - EVENTS_OF_DOCUMENTS));
  await packBadBatch(chain!, cast, { first: tracked, count: packed }, () => undefined);
  await recallTimes(chain!, cast.merchant);

  const { store } = chain!.ledger.chain;
  const { logisticsCode, logisticsNo } = keysOf(2).waybill;
  const number = waybillNumbers.read(store, waybillNumberId(logisticsCode, logisticsNo))!;
  expect(waybills.read(store, number.id)?.logisticsStatus).toBe("delivered");
  const bad = batches.read(store, batchId(BAD.producer, BAD.batchNo))!;
  expect(bad.recall?.reason).toBe("CONTAMINATION");
  const { found } = parcelsReached(store, bad, { from: undefined, limit: 1_000 });
  const wanted = Array.from({ length: packed }, (_, nth) => `W-${tracked + nth}`);
  expect(found.map(({ parcel }) => parcel.logisticsNo).sort()).toEqual(wanted.sort());
}, 60_000);
