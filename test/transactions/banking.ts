import { expect } from "vitest";

import type { Receipt } from "../../src/chain/receipt.ts";
import type { Admission, Role } from "../../src/chain/participant.ts";
import { COUNCIL } from "../../src/primitives/account-id.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import type { Amount } from "../../src/primitives/fields/ledger-kinds.ts";
import { assets, balances } from "../../src/transactions/assets/records.ts";
import { payments, type PaymentRecord } from "../../src/transactions/payments/records.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { testKey, type TestKey } from "../keys.ts";
import { council, hkd, type Order, testGenesis, TestLedger, uetr } from "../ledger.ts";

/** Who is about in these tests, besides the council and the cast of `testGenesis`. */
const CAST: readonly (readonly [string, Role])[] = [
  ["wallet-hk", "wallet"],
  ["wallet-ph", "wallet"],
  ["bank-sc", "settlement-bank"],
  ["firm-1", "accounting-firm"],
  ["regulator-hk", "regulator"],
];

export const [gateway, alice, bob, walletHk, walletPh, bank, firm, regulator, customs] = [
  "gateway-hk",
  "alice",
  "bob",
  "wallet-hk",
  "wallet-ph",
  "bank-sc",
  "firm-1",
  "regulator-hk",
  "customs-cn",
].map(testKey) as [
  ...[TestKey, TestKey, TestKey, TestKey, TestKey],
  ...[TestKey, TestKey, TestKey, TestKey],
];
export const stranger = testKey("stranger");

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A ledger of protocol version 3; others may be about too. */
export class BankingLedger extends TestLedger {
  constructor(protocolVersion = 3, others: readonly Admission[] = []) {
    const genesis = testGenesis();
    const one = genesis.participants[0]!;
    const more = CAST.map(([name, role]) => ({
      ...one,
      name,
      roles: [role],
      authority: { ...one.authority, signers: [{ publicKey: testKey(name).publicKey, weight: 1 }] },
    }));
    const participants = [...genesis.participants, ...more, ...others];
    super({ ...genesis, protocolVersion, participants });
  }

  /** One transaction of one signer; its receipt. */
  try(by: TestKey, type: string, body: object): Receipt {
    return this.run([{ type, body }], { by: [by] });
  }

  /** The same, which must succeed; the result of its one operation. */
  do(by: TestKey, type: string, body: object): Record<string, unknown> {
    const receipt = this.try(by, type, body);
    expect(receipt.code, type).toBe("OK");
    return decodeOwn(operationTypeByName(type)!.result, receipt.results[0]!);
  }

  /** Defines HKD with options, or without, and gives alice 100.00. */
  issue(options?: object, holders: readonly TestKey[] = [alice], minor = 10_000n): void {
    const define: Order = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
    const fixed: Order = { type: "asset.options", body: { asset: hkd, options } };
    const orders = options === undefined ? [define] : [define, fixed];
    expect(this.run(orders, { by: [gateway] }).code).toBe("OK");
    const isClosed = (options as { authorisation?: boolean } | undefined)?.authorisation === true;
    for (const holder of holders) {
      const { account } = holder;
      if (isClosed) this.do(gateway, "asset.holder.authorise", { asset: hkd, holder: account });
      this.do(gateway, "asset.issue", { to: account, amount: of(minor), reference: undefined });
    }
  }

  /** A wallet admits a user, for whom it answers. */
  sponsor(by: TestKey, user: TestKey): void {
    const one = this.genesis.participants.find(({ name }) => name === "alice")!;
    const signers = [{ publicKey: user.publicKey, weight: 1 }];
    const authority = { ...one.authority, signers };
    this.do(by, "participant.sponsor", { ...one, name: user.name, authority });
  }

  /** The council suspends a participant. */
  suspend(name: string): void {
    const order = { type: "participant.suspend", body: { name, reason: "licence ended" } };
    expect(this.run([order], { by: council, account: COUNCIL }).code).toBe("OK");
  }

  /** Time passes: an empty block, so much later. */
  wait(ms: number): void {
    this.block([], this.timeMs + ms);
  }

  payment(id: Uint8Array): PaymentRecord {
    return payments.read(this.state, id)!;
  }

  /** Supply of HKD minus everything that somebody has of it: nothing, always. */
  get lost(): bigint {
    let sum = assets.read(this.state, hkd)?.supply ?? 0n;
    for (const [key, value] of this.state.values) {
      if (!key.startsWith("balance/") || !key.endsWith(`/${toHex(hkd)}`)) continue;
      const { available, held } = balances.decode(value);
      sum -= available + held;
    }
    return sum;
  }
}

export const of = (minor: bigint): Amount => ({ asset: hkd, minor });

/** Every option of an asset on, or as it is said. */
export function options(on: boolean, changes: object = {}): object {
  return { authorisation: false, freeze: on, clawback: on, limits: on, ...changes };
}

/** A `payment.hold` body: alice's way to bob over both wallets and the bank. */
export function held(ledger: TestLedger, minor: bigint, changes: object = {}) {
  return {
    to: bob.account,
    amount: of(minor),
    uetr: uetr(),
    endToEndId: undefined,
    purpose: undefined,
    chargeBearer: undefined,
    remittanceHash: undefined,
    recipientTag: undefined,
    agents: [
      { account: walletHk.account, side: "debtor" },
      { account: bank.account, side: "debtor" },
      { account: walletPh.account, side: "creditor" },
    ],
    expiresAt: ledger.timeMs + HOUR,
    feesMax: undefined,
    quote: undefined,
    ...changes,
  };
}

export { council, hkd };
