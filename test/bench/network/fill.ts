import type { Payer } from "../../../src/cli/load/payer.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { benchPayer } from "./accounts.ts";
import type { OfflineChain, Order } from "./offline-chain.ts";

/** Half of a transaction registers, the other half issues to those that are just registered. */
const PER_TRANSACTION = 50;
const TRANSACTIONS_PER_BLOCK = 40;
/** 10,000.00 for each account: more than any run pays. */
const START_MINOR = 1_000_000n;

export interface Filling {
  readonly accounts: number;
  readonly asset: Uint8Array;
  /** Whoever decides for the council, and the asset's issuer. */
  readonly council: readonly Payer[];
  readonly gateway: Payer;
  readonly onProgress: (done: number) => void;
}

/** Registers the accounts and gives each its money, in transactions of the council and the gateway together. */
export async function fill(chain: OfflineChain, filling: Filling): Promise<void> {
  const { accounts, asset, council, gateway, onProgress } = filling;
  const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
  await chain.append([chain.transaction(gateway.account, [define], [gateway])]);
  let made = 0;
  while (made < accounts) {
    const transactions = [];
    while (transactions.length < TRANSACTIONS_PER_BLOCK && made < accounts) {
      const count = Math.min(PER_TRANSACTION, accounts - made);
      const orders = Array.from({ length: count }, (_, i) => ordersOf(made + i, asset, gateway));
      made += count;
      const both = [...orders.map(([first]) => first), ...orders.map(([, second]) => second)];
      transactions.push(chain.transaction(COUNCIL, both, [...council, gateway]));
    }
    await chain.append(transactions);
    onProgress(made);
  }
}

function ordersOf(number: number, asset: Uint8Array, gateway: Payer): [Order, Order] {
  const { account, publicKeys } = benchPayer(number);
  const body = {
    name: `bench-${number}`,
    roles: ["person"],
    country: "HK",
    lei: undefined,
    authority: {
      signers: publicKeys.map((publicKey) => ({ publicKey, weight: 1 })),
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  };
  const amount = { asset, minor: START_MINOR };
  return [
    { type: "participant.register", body },
    {
      type: "asset.issue",
      body: { to: account, amount, reference: undefined },
      source: gateway.account,
    },
  ];
}
