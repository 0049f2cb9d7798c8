import "../../../src/primitives/polyfill.ts";

import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import { installNative } from "../../../src/node/native.ts";
import { SnapshotServing } from "../../../src/node/snapshot/serving.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { council, type Order } from "../../ledger.ts";
import { DiskChain } from "../../node/disk-chain.ts";
import { hostOf, membersOf } from "../../p2p/network.ts";

/** A process that makes a chain of so many participants by the production executor, and serves it while it goes on. */

const REGISTRATIONS_PER_TRANSACTION = 100;
const TRANSACTIONS_PER_BLOCK = 100;
/** Between two blocks, by their own time. */
const STEP_MS = 1_000;
/** While it serves. */
const PAUSE_MS = 250;
const LAST_BLOCKS = 400;

function registration(number: number): Order {
  const signers = [{ publicKey: new Uint8Array(randomBytes(32)), weight: 1 }];
  const thresholds = { low: 1, medium: 1, high: 1 };
  const body = {
    name: `person-${number}`,
    roles: ["person"],
    country: "HK",
    lei: undefined,
    authority: { signers, thresholds },
  };
  return { type: "participant.register", body, source: COUNCIL };
}

async function fill(disk: DiskChain, accounts: number): Promise<void> {
  let made = 0;
  while (made < accounts) {
    const transactions = [];
    while (transactions.length < TRANSACTIONS_PER_BLOCK && made < accounts) {
      const orders: Order[] = [];
      while (orders.length < REGISTRATIONS_PER_TRANSACTION && made < accounts) {
        orders.push(registration(made++));
      }
      const by = { by: council.slice(0, 3), account: COUNCIL };
      transactions.push(
        disk.world.transaction(orders, { ...by, validUntil: disk.timeMs + STEP_MS }),
      );
    }
    await disk.append(transactions, STEP_MS);
    process.stderr.write(`\rmaking a chain: ${made} of ${accounts} accounts`);
  }
  process.stderr.write("\n");
}

installNative();
const [directory, accounts] = process.argv.slice(2) as [string, string];
const disk = await DiskChain.open(directory);
await fill(disk, Number(accounts));
// Blocks of a lifetime and more: those that made the accounts are not what joining is measured by.
for (let n = 0; n < LAST_BLOCKS; n++) await disk.pay(STEP_MS);
const host = await hostOf({ n: 0, members: await membersOf(2), chainId: disk.world.chainId });
const serving = new SnapshotServing(host, disk.ledger.chain, disk.world.chainId);
await host.start();
process.send!({ addresses: host.addresses() });
process.on("disconnect", () => process.exit(0));
for (;;) {
  await disk.pay(STEP_MS);
  serving.committed();
  await sleep(PAUSE_MS);
}
