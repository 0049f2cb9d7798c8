import { performance } from "node:perf_hooks";

import { assetId } from "../../src/primitives/asset-id.ts";
import type { ReadTransaction } from "../../src/execution/read-transaction.ts";
import { signaturesHold } from "../../src/execution/read-transaction.ts";
import { testKey } from "../keys.ts";
import { payment, TestLedger, uetr } from "../ledger.ts";

const TRANSFERS_PER_BLOCK = 1_000;
const BLOCKS = 20;

/** The median of three runs after one that lets the compiler see the code. */
export function measureExecutor(): number {
  const [, ...runs] = [0, 1, 2, 3].map(runExecutor);
  return runs.sort((a, b) => a - b)[1]!;
}

/** Transfers a second through production execution, state root and receipts root included, signatures left out. */
function runExecutor(): number {
  const ledger = new TestLedger();
  const [alice, bob, gateway] = ["alice", "bob", "gateway-hk"].map(testKey) as [
    ReturnType<typeof testKey>,
    ReturnType<typeof testKey>,
    ReturnType<typeof testKey>,
  ];
  const hkd = assetId("HKD", gateway.account);
  const amount = { asset: hkd, minor: 1_000_000_000n };
  const issue = { type: "asset.issue", body: { to: alice.account, amount, reference: undefined } };
  const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
  ledger.run([define, issue], { by: [gateway] });

  const order = (): { type: string; body: object } => ({
    type: "payment.transfer",
    body: payment(bob.account, 1n, hkd, uetr()),
  });
  let busyMs = 0;
  for (let block = 0; block < BLOCKS; block++) {
    const transactions: ReadTransaction[] = [];
    for (let i = 0; i < TRANSFERS_PER_BLOCK; i++) {
      transactions.push(ledger.unsigned([order()], alice));
    }
    const from = performance.now();
    const executed = ledger.block(transactions);
    busyMs += performance.now() - from;
    if (executed.receipts.some(({ code }) => code !== "OK")) throw new Error("a transfer failed");
  }
  return Math.round((BLOCKS * TRANSFERS_PER_BLOCK * 1_000) / busyMs);
}

/** Microseconds of one signature verification, by the verifier that nodes use. */
export function measureVerification(): number {
  const ledger = new TestLedger();
  const alice = testKey("alice");
  const order = { type: "payment.transfer", body: payment(testKey("bob").account, 1n) };
  const transaction = ledger.transaction([order], { by: [alice] });
  const count = 5_000;
  const from = performance.now();
  for (let i = 0; i < count; i++) {
    if (!signaturesHold(transaction)) throw new Error("a good signature was refused");
  }
  return ((performance.now() - from) * 1_000) / count;
}
