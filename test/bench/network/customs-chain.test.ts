import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { castOf } from "../../../src/cli/devnet/cast.ts";
import { payerOf } from "../../../src/cli/load/payer.ts";
import { listId, lists } from "../../../src/transactions/customs/lists/records.ts";
import { council, testGenesis } from "../../ledger.ts";
import { fillPort } from "./customs-chain.ts";
import { portCast } from "./customs-port.ts";
import { authorityOf, unsigned } from "./offline-payers.ts";
import { OfflineChain } from "./offline-chain.ts";
import { buyersOf, keysOf } from "./parcels.ts";

let [directory, chain] = ["", undefined as OfflineChain | undefined];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-bench-customs-"));
  const participants = castOf(0).map(({ name, roles, country }) => {
    return { name, roles, country, lei: undefined, authority: authorityOf(unsigned(name)) };
  });
  const genesis = { ...testGenesis(), protocolVersion: 8, participants };
  const voters = council.map(({ seed }) => payerOf([seed]));
  chain = await OfflineChain.open(directory, genesis, voters);
});
afterEach(async () => {
  await chain!.close();
  rmSync(directory, { recursive: true, force: true });
});

test("every list is matched, however many parcels are left for the last block and the last transaction", async () => {
  const cast = await portCast((name) => Promise.resolve(unsigned(name)));
  const grown: number[] = [];
  await fillPort(chain!, cast, 1_150, ({ parcels }) => grown.push(parcels));
  expect(grown).toEqual([1_000, 1_150]);
  const { store } = chain!.ledger.chain;
  for (const parcel of [0, 999, 1_149]) {
    const { agentCode, copNo } = keysOf(parcel).list;
    expect(lists.read(store, listId(agentCode, copNo))?.status).toBe("matched");
  }
}, 60_000);

test.each([
  [1, 1],
  [50, 1],
  [51, 2],
  [1_000_000, 20_000],
])("%d parcels need %d buyers, none of whom is beyond the annual limit", (parcels, buyers) => {
  expect(buyersOf(parcels)).toBe(buyers);
  expect(Math.ceil(parcels / buyers) * 44_000).toBeLessThanOrEqual(2_600_000);
});
