import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { assetId } from "../../../src/primitives/asset-id.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { type Payer, payerOf } from "../../../src/cli/load/payer.ts";
import { council, payment, testGenesis } from "../../ledger.ts";
import { numbers } from "./accounts.ts";
import { authorityOf, memberOf, timed, unsigned } from "./offline-payers.ts";
import { OfflineChain, type Order } from "./offline-chain.ts";

/** Held payments of a user; each comes with a payment to the merchant, so that one statement grows with them. */
const OBJECTS_PER_USER = 10;
/** In a transaction: 3 or 4 orders for each user, or as many payments as its user makes. */
const USERS_PER_TRANSACTION = 25;
const TRANSACTIONS_PER_BLOCK = 10;
const START_MINOR = 1_000_000n;
const HOUR_MS = 3_600_000;
/** What waits does so for days, each at a second of its own. */
const WAIT_MS = 24 * HOUR_MS;

const [GATEWAY, WALLET, MERCHANT] = ["gateway-hk", "wallet-hk", "merchant-1"].map(unsigned) as [
  Payer,
  Payer,
  Payer,
];
export const MERCHANT_ACCOUNT = MERCHANT.account;
export const HKD = assetId("HKD", GATEWAY.account);

/** A chain on disk of users with and without limits, held payments that wait, and a merchant with a long statement. */
export class BankingChain {
  readonly chain: OfflineChain;
  readonly #directory: string;
  readonly #random = numbers(11);
  #users = 0;
  #uetrs = 0;

  private constructor(chain: OfflineChain, directory: string) {
    this.chain = chain;
    this.#directory = directory;
  }

  static async open(): Promise<BankingChain> {
    const directory = mkdtempSync(join(tmpdir(), "portolan-bench-banking-"));
    const genesis = testGenesis();
    const participants = [
      memberOf("gateway-hk", "gateway"),
      memberOf("wallet-hk", "wallet"),
      memberOf("merchant-1", "merchant"),
    ];
    const voters = council.map(({ seed }) => payerOf([seed]));
    const chain = await OfflineChain.open(
      directory,
      { ...genesis, protocolVersion: 3, participants },
      voters,
    );
    const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
    await chain.append([chain.transaction(GATEWAY.account, [define], [GATEWAY])]);
    return new BankingChain(chain, directory);
  }

  async close(): Promise<void> {
    await this.chain.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** Until so many payments wait. */
  async grow(objects: number, onProgress: (made: number) => void): Promise<void> {
    while (this.#users * OBJECTS_PER_USER < objects) {
      const first = this.#users;
      const users = Array.from({ length: USERS_PER_TRANSACTION }, (_, i) => first + i);
      const orders = users.flatMap((user) => this.#admission(user));
      await this.chain.append([this.chain.transaction(WALLET.account, orders, [WALLET, GATEWAY])]);
      for (let from = 0; from < users.length; from += TRANSACTIONS_PER_BLOCK) {
        const batch = users.slice(from, from + TRANSACTIONS_PER_BLOCK);
        await this.chain.append(batch.map((user) => this.#objectsOf(user)));
      }
      this.#users += USERS_PER_TRANSACTION;
      onProgress(this.#users * OBJECTS_PER_USER);
    }
  }

  /** A block of transfers between users, all of payers with limits or all without; the milliseconds that it took. */
  async transfers(count: number, limited: boolean): Promise<number> {
    const transactions = Array.from({ length: count }, () => {
      const payer = userOf(this.#anyUser(limited));
      const body = payment(userOf(this.#anyUser()).account, 1n, HKD, this.#uetr());
      return this.chain.transaction(payer.account, [{ type: "payment.transfer", body }], [payer]);
    });
    return timed(() => this.chain.append(transactions));
  }

  /** Holds payments that are due a second later; the milliseconds of that block's sweep and of one without any. */
  async sweep(count: number): Promise<{ readonly due: number; readonly nothing: number }> {
    const expiresAt = this.chain.timeMs + 500;
    const transactions = Array.from({ length: count }, () => {
      const payer = userOf(this.#anyUser());
      return this.chain.transaction(payer.account, [this.#hold(expiresAt)], [payer]);
    });
    await this.chain.append(transactions);
    const due = await timed(() => this.chain.append([], 2_000));
    const nothing = await timed(() => this.chain.append([]));
    return { due, nothing };
  }

  #admission(user: number): Order[] {
    const payer = userOf(user);
    const admit: Order = {
      type: "participant.sponsor",
      body: {
        ...{ name: `user-${user}`, roles: ["person"], country: "HK", lei: undefined },
        authority: authorityOf(payer),
      },
    };
    const amount = { asset: HKD, minor: START_MINOR };
    const issue: Order = {
      type: "asset.issue",
      body: { to: payer.account, amount, reference: undefined },
      source: GATEWAY.account,
    };
    if (!isLimited(user)) return [admit, issue];
    const limit = { asset: HKD, perTransfer: 10_000n, perDay: 500_000n, perYear: 5_000_000n };
    const body = { account: payer.account, limit };
    return [admit, issue, { type: "payment.limits.set", body }];
  }

  #objectsOf(user: number) {
    const payer = userOf(user);
    const orders = Array.from({ length: OBJECTS_PER_USER }, () => {
      const expiresAt = this.chain.timeMs + WAIT_MS + (this.#random() % 86_400) * 1_000;
      const body = payment(MERCHANT.account, 1n, HKD, this.#uetr());
      return [this.#hold(expiresAt), { type: "payment.transfer", body }];
    });
    return this.chain.transaction(payer.account, orders.flat(), [payer]);
  }

  #hold(expiresAt: number): Order {
    const agents = [{ account: WALLET.account, side: "debtor" }];
    const more = { agents, expiresAt, feesMax: undefined, quote: undefined };
    return {
      type: "payment.hold",
      body: { ...payment(MERCHANT.account, 1n, HKD, this.#uetr()), ...more },
    };
  }

  #anyUser(limited?: boolean): number {
    const user = this.#random() % this.#users;
    if (limited === undefined || isLimited(user) === limited) return user;
    return user % 2 === 0 ? user + 1 : user - 1;
  }

  /** As random as people's, so that payments lie all over the state. */
  #uetr(): Uint8Array {
    const uetr = sha256(utf8(`bench payment ${this.#uetrs++}`)).slice(0, 16);
    uetr[6] = 0x40 | (uetr[6]! & 0x0f);
    uetr[8] = 0x80 | (uetr[8]! & 0x3f);
    return uetr;
  }
}

function isLimited(user: number): boolean {
  return user % 2 === 0;
}

function userOf(user: number): Payer {
  return unsigned(`user-${user}`);
}
