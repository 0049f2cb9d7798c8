import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";

import type { ReadTransaction } from "../../../src/execution/read-transaction.ts";
import { accountOfKey, COUNCIL } from "../../../src/primitives/account-id.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council, hkd, type Order, payment, TestLedger } from "../../ledger.ts";
import { numbers } from "../network/accounts.ts";
import { median } from "../figures/quantile.ts";
import type { Bench } from "./context.ts";

const TRANSFERS_PER_BLOCK = 1_000;
/** A run is so many blocks; one run lets the compiler see the code, and of the others the median counts. */
const BLOCKS = 10;
const RUNS = 5;
const REGISTRATIONS_PER_TRANSACTION = 100;
const REGISTRATIONS_PER_BLOCK = 20;

/** Whoever pays in a measurement. Nobody checks the signatures, so there are no keys. */
interface Payers {
  readonly ledger: TestLedger;
  readonly keys: readonly TestKey[];
}

/**
 * Production execution with state root and receipts root, without signatures and disk: build, check and execute a block.
 * Between two accounts every value is in the processor's cache; among a hundred thousand hardly any is.
 */
export async function measureExecutor({ options, limits, say, add, note }: Bench): Promise<void> {
  const payers = fundedLedger(options.accounts, (done) =>
    say.now(`registering accounts in memory: ${done} of ${options.accounts}`),
  );
  say(`blocks of ${TRANSFERS_PER_BLOCK} transfers among ${options.accounts} accounts`);
  const random = runs(payers, numbers(1));
  say("the same between two accounts");
  const hot = runs({ ...payers, keys: payers.keys.slice(0, 2) }, numbers(1));
  const clock = (found: readonly Run[]): number => median(found.map(({ us }) => us));
  const limit = { value: limits.verificationUs, what: "a verification" };
  add(
    {
      ...{ id: "executor", value: 1e6 / clock(random) },
      note: `${options.accounts.toLocaleString("en")} accounts`,
    },
    { id: "executor-us", value: median(random.map(({ cpuUs }) => cpuUs)), limit },
    { id: "executor-hot", value: 1e6 / clock(hot) },
  );
  const list = (found: readonly Run[]): string => found.map(({ us }) => us.toFixed(1)).join(", ");
  note(
    `executor, µs a transfer in each run: random accounts ${list(random)}; one pair ${list(hot)}`,
  );
}

/** Microseconds a transfer: by the clock, and of CPU, garbage collection in other threads included. */
interface Run {
  readonly us: number;
  readonly cpuUs: number;
}

/** Without the first one. */
function runs(payers: Payers, random: () => number): Run[] {
  const all = Array.from({ length: RUNS + 1 }, () => runBlocks(payers, random));
  return all.slice(1);
}

function runBlocks({ ledger, keys }: Payers, random: () => number): Run {
  let [busyMs, cpuUs] = [0, 0];
  for (let block = 0; block < BLOCKS; block++) {
    const transactions: ReadTransaction[] = [];
    for (let i = 0; i < TRANSFERS_PER_BLOCK; i++) {
      const from = random() % keys.length;
      const to = (from + 1 + (random() % (keys.length - 1))) % keys.length;
      const order = { type: "payment.transfer", body: payment(keys[to]!.account, 1n) };
      transactions.push(ledger.unsigned([order], keys[from]!));
    }
    const [fromMs, before] = [performance.now(), process.cpuUsage()];
    const executed = ledger.block(transactions);
    busyMs += performance.now() - fromMs;
    const { user, system } = process.cpuUsage(before);
    cpuUs += user + system;
    if (executed.receipts.some(({ code }) => code !== "OK")) throw new Error("a transfer failed");
  }
  const count = BLOCKS * TRANSFERS_PER_BLOCK;
  return { us: (busyMs * 1_000) / count, cpuUs: cpuUs / count };
}

/** A state in memory in which so many accounts have money. */
function fundedLedger(accounts: number, onProgress: (done: number) => void): Payers {
  const ledger = new TestLedger();
  const gateway = testKey("gateway-hk");
  ledger.run([{ type: "asset.define", body: { code: "HKD", decimals: 2 } }], { by: [gateway] });
  const keys = Array.from({ length: Math.max(2, accounts) }, (_, i) => keyNumber(i));
  const members = council.slice(0, 3).map(withoutSigning);
  const issuer = withoutSigning(gateway);
  for (let made = 0; made < keys.length;) {
    const transactions: ReadTransaction[] = [];
    for (let n = 0; n < REGISTRATIONS_PER_BLOCK && made < keys.length; n++) {
      const group = keys.slice(made, made + REGISTRATIONS_PER_TRANSACTION / 2);
      made += group.length;
      const orders = [...group.map(registration), ...group.map((key) => issue(key, issuer))];
      const by = { by: [...members, issuer], account: COUNCIL };
      transactions.push(ledger.read(ledger.transaction(orders, by)));
    }
    const { receipts } = ledger.block(transactions);
    if (receipts.some(({ code }) => code !== "OK")) throw new Error("a registration failed");
    onProgress(made);
  }
  return { ledger, keys };
}

function registration({ name, publicKey }: TestKey): Order {
  const authority = {
    signers: [{ publicKey, weight: 1 }],
    thresholds: { low: 1, medium: 1, high: 1 },
  };
  const body = { name, roles: ["person"], country: "HK", lei: undefined, authority };
  return { type: "participant.register", body };
}

function issue({ account }: TestKey, issuer: TestKey): Order {
  const amount = { asset: hkd, minor: 1_000_000n };
  return {
    type: "asset.issue",
    body: { to: account, amount, reference: undefined },
    source: issuer.account,
  };
}

function keyNumber(number: number): TestKey {
  const publicKey = new Uint8Array(randomBytes(32));
  const account = accountOfKey(publicKey);
  return withoutSigning({ name: `bench-${number}`, seed: publicKey, publicKey, account, sign });
}

function withoutSigning(key: TestKey): TestKey {
  return { ...key, sign };
}

const sign = (): Uint8Array => new Uint8Array(64);
