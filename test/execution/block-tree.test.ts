import { describe, expect, test } from "vitest";

import { transactionsRoot } from "../../src/chain/block.ts";
import { BlockTree } from "../../src/execution/block-tree.ts";
import type { ReadTransaction } from "../../src/execution/read-transaction.ts";
import { readTransaction } from "../../src/execution/read-transaction.ts";
import { RecentIds } from "../../src/execution/recent-ids.ts";
import { limits } from "../../src/primitives/limits.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { sealTransaction } from "../../src/chain/transaction.ts";
import { balanceOf } from "../../src/transactions/assets/balance.ts";
import { testKey } from "../keys.ts";
import { hkd, payment, TestLedger, type SubmitOptions } from "../ledger.ts";

const gateway = testKey("gateway-hk");
const alice = testKey("alice");
const bob = testKey("bob");

function funded(): TestLedger {
  const ledger = new TestLedger();
  const amount = { asset: hkd, minor: 10_000n };
  const issue = { type: "asset.issue", body: { to: alice.account, amount, reference: undefined } };
  const define = { type: "asset.define", body: { code: "HKD", decimals: 2 } };
  ledger.run([define, issue], { by: [gateway] });
  return ledger;
}

function transfer(
  ledger: TestLedger,
  minor: bigint,
  options: Partial<SubmitOptions> = {},
): ReadTransaction {
  const order = { type: "payment.transfer", body: payment(bob.account, minor) };
  return ledger.read(ledger.transaction([order], { by: [alice], ...options }));
}

describe("a block is acceptable only as its one canonical form", () => {
  const build = (ledger: TestLedger, transactions: ReadTransaction[]) =>
    ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, transactions);

  test("a built block passes its own check", () => {
    const ledger = funded();
    const { block, transactions } = build(
      ledger,
      [1n, 2n, 3n].map((n) => transfer(ledger, n)),
    );
    expect(ledger.tree.check(block, transactions)).toBeUndefined();
  });

  test("order is by H(parent ‖ id): any other is unacceptable", () => {
    const ledger = funded();
    const { block, transactions } = build(
      ledger,
      [1n, 2n].map((n) => transfer(ledger, n)),
    );
    const refs = [...block.transactions].reverse();
    const bodies = [...transactions].reverse();
    const check = (header: typeof block.header): string | undefined =>
      ledger.tree.check({ header, transactions: refs }, bodies)?.code;
    expect(check(block.header)).toBe("TRANSACTIONS_ROOT");
    expect(check({ ...block.header, transactionsRoot: transactionsRoot(refs) })).toBe("ORDER");
  });

  test.each(["stateRoot", "receiptsRoot"] as const)(
    "a wrong %s is told apart, for the fault may be one's own",
    (name) => {
      const ledger = funded();
      const { block, transactions } = build(ledger, [transfer(ledger, 1n)]);
      const header = { ...block.header, [name]: new Uint8Array(32).fill(7) };
      expect(ledger.tree.check({ ...block, header }, transactions)?.code).toBe("ROOTS_DIFFER");
    },
  );

  test.each([
    ["height", 9],
    ["epoch", 1],
    ["protocolVersion", 2],
  ])("a wrong %s is unacceptable", (name, value) => {
    const ledger = funded();
    const { block, transactions } = build(ledger, []);
    const header = { ...block.header, [name]: value };
    expect(ledger.tree.check({ ...block, header }, transactions)?.code).toBe("HEADER");
  });
});

describe("replay", () => {
  test("an id is included once: not again in a committed lifetime, with these signatures or others", () => {
    const ledger = funded();
    const first = transfer(ledger, 1n);
    ledger.block([first]);
    const again = ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, [first]);
    expect(again.transactions).toEqual([]);
    const { body, signatures } = first.transaction;
    const stranger = {
      publicKey: gateway.publicKey,
      signature: gateway.sign(first.transaction.id),
    };
    const other = ledger.read(sealTransaction(body, [...signatures, stranger]));
    expect(other.wireHash).not.toBe(first.wireHash);
    expect(ledger.tree.includableOn(ledger.tree.head, ledger.timeMs + 1)(other)).toBe(false);
  });

  test("an id is not included again on an uncommitted ancestor, but may be on the other branch of a fork", () => {
    const ledger = funded();
    const one = transfer(ledger, 1n);
    const root = ledger.tree.head;
    const a = ledger.tree.build(root, ledger.timeMs + 1, [one]);
    const branchA = ledger.tree.execute(a.block, a.transactions);
    const b = ledger.tree.build(root, ledger.timeMs + 2, []);
    const branchB = ledger.tree.execute(b.block, b.transactions);
    expect(ledger.tree.includableOn(branchA, ledger.timeMs + 3)(one)).toBe(false);
    expect(ledger.tree.includableOn(branchB, ledger.timeMs + 3)(one)).toBe(true);
  });

  test("a transaction is valid up to validUntil, and at most a lifetime before it", () => {
    const ledger = funded();
    const until = ledger.timeMs + 60_000;
    const one = transfer(ledger, 1n, { validUntil: until });
    const { lifetimeMs } = ledger.genesis.parameters;
    const valid = (timeMs: number): boolean =>
      ledger.tree.includableOn(ledger.tree.head, timeMs)(one);
    expect([until - lifetimeMs - 1, until - lifetimeMs, until, until + 1].map(valid)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe("forks", () => {
  test("branches see their own writes only, and the abandoned one is returned at commit", () => {
    const ledger = funded();
    const root = ledger.tree.head;
    const a = ledger.tree.build(root, ledger.timeMs + 1, [transfer(ledger, 100n)]);
    const b = ledger.tree.build(root, ledger.timeMs + 2, [transfer(ledger, 200n)]);
    const executedA = ledger.tree.execute(a.block, a.transactions);
    const executedB = ledger.tree.execute(b.block, b.transactions);
    const bobs = (digest: Uint8Array): bigint =>
      balanceOf(ledger.tree.ledgerAfter(digest), bob.account, hkd).available;
    expect([bobs(executedA.digest), bobs(executedB.digest)]).toEqual([100n, 200n]);
    expect(toHex(executedA.stateRoot)).not.toBe(toHex(executedB.stateRoot));

    const child = ledger.tree.build(executedB, ledger.timeMs + 3, [transfer(ledger, 5n)]);
    const executedChild = ledger.tree.execute(child.block, child.transactions);
    const { final, abandoned } = ledger.tree.commit(executedChild.digest);
    expect(final.map(({ header }) => header.height)).toEqual([2, 3]);
    expect(abandoned).toEqual([executedA]);
    for (const one of final) {
      ledger.state.commit(one);
      ledger.tree.persisted(one.digest);
    }
    expect(ledger.available(bob.account, hkd)).toBe(205n);
  });

  test("a block built while its parent is on its way to disk reads the same after", () => {
    const ledger = funded();
    const a = ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, [transfer(ledger, 100n)]);
    const parent = ledger.tree.execute(a.block, a.transactions);
    const b = ledger.tree.build(parent, ledger.timeMs + 2, [transfer(ledger, 10n)]);
    const child = ledger.tree.execute(b.block, b.transactions);
    ledger.tree.commit(parent.digest);
    ledger.state.commit(parent);
    ledger.tree.persisted(parent.digest);
    const bobs = balanceOf(ledger.tree.ledgerAfter(child.digest), bob.account, hkd);
    expect(bobs.available).toBe(110n);
  });

  test.each([1, 2, 3, 4])(
    "a block executed in parts is the same block, its parent written between any two [part %i]",
    (writtenAfter) => {
      const ledger = funded();
      const a = ledger.tree.build(ledger.tree.head, ledger.timeMs + 1, [transfer(ledger, 100n)]);
      const parent = ledger.tree.execute(a.block, a.transactions);
      const payments = [1n, 2n, 3n].map((minor) => transfer(ledger, minor));
      const b = ledger.tree.build(parent, ledger.timeMs + 2, payments);
      const store = ledger.state.copy();
      const other = new BlockTree({ store, head: ledger.tree.head, recent: new RecentIds() });
      other.execute(a.block, a.transactions);
      const whole = other.execute(b.block, b.transactions);

      const parts = ledger.tree.executeInParts(b.block, b.transactions, 1);
      for (let part = 1; part <= 3; part++) {
        expect(parts.next().done).toBe(false);
        if (part !== writtenAfter) continue;
        ledger.tree.commit(parent.digest);
        ledger.state.commit(parent);
        ledger.tree.persisted(parent.digest);
      }
      const { value: executed } = parts.next();
      expect(toHex(executed!.stateRoot)).toBe(toHex(whole.stateRoot));
      const bobs = balanceOf(ledger.tree.ledgerAfter(executed!.digest), bob.account, hkd);
      expect(bobs.available).toBe(106n);
    },
  );
});

describe("reading a transaction from the wire", () => {
  const ledger = funded();
  const good = transfer(ledger, 1n).transaction;
  const withOperations = (operations: typeof good.body.operations) =>
    sealTransaction({ ...good.body, operations }, good.signatures).bytes;
  const operation = good.body.operations[0]!;

  test.each([
    [
      "WRONG_CHAIN",
      ledger.transaction([{ type: "payment.transfer", body: payment(bob.account, 1n) }], {
        by: [alice],
        chainId: new Uint8Array(32),
      }).bytes,
    ],
    ["MALFORMED_TRANSACTION", good.bytes.subarray(1)],
    ["TOO_LARGE", new Uint8Array(limits.transactionBytes + 1)],
    ["UNKNOWN_TYPE", withOperations([{ ...operation, tag: 0xffff }])],
    ["MALFORMED_BODY", withOperations([{ ...operation, body: operation.body.subarray(1) }])],
  ])("%s", (code, bytes) => {
    const read = readTransaction(bytes, ledger.chainId);
    expect(read).toMatchObject({ ok: false, refusal: { kind: "malformed", code } });
  });
});
