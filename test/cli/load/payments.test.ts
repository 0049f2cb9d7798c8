import { describe, expect, test } from "vitest";

import { payerOf } from "../../../src/cli/load/payer.ts";
import { ring, signPayment } from "../../../src/cli/load/payments.ts";
import { readTransaction, signaturesHold } from "../../../src/execution/read-transaction.ts";
import { testKey } from "../../keys.ts";
import { hkd, TestLedger } from "../../ledger.ts";

const payers = ["alice", "bob", "gateway-us"].map((name) => payerOf([testKey(name).seed]));

describe("who pays whom", () => {
  test("in a ring everybody gets as often as it pays", () => {
    const route = ring(payers, 2);
    const counts = new Map<string, number>();
    for (let n = 0; n < 6; n++) {
      const { payer, to } = route.next();
      for (const account of to) {
        counts.set(account.join(), (counts.get(account.join()) ?? 0) + 1);
        counts.set(payer.account.join(), (counts.get(payer.account.join()) ?? 0) - 1);
      }
    }
    expect([...counts.values()]).toEqual([0, 0, 0]);
  });

  test("one alone pays itself", () => {
    const { payer, to } = ring(payers.slice(0, 1), 1).next();
    expect(to).toEqual([payer.account]);
  });
});

describe("a signed payment", () => {
  const world = new TestLedger();
  const terms = { chainId: world.chainId, asset: hkd, minor: 3n, validUntil: world.timeMs + 1_000 };

  test("is what the ledger reads, with signatures that hold, and no two are alike", () => {
    const route = ring(payers, 100);
    const ids = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const { id, bytes } = signPayment(route.next(), terms);
      const read = readTransaction(bytes, world.chainId);
      if (!read.ok) throw new Error(read.refusal.message);
      expect(read.value.operations).toHaveLength(100);
      expect(signaturesHold(read.value.transaction)).toBe(true);
      expect(read.value.transaction.id).toEqual(id);
      ids.add(read.value.id);
    }
    expect(ids.size).toBe(3);
  });

  test("all keys of an account sign for it", () => {
    const [alice, bob] = ["alice", "bob"].map(testKey);
    const both = payerOf([alice!.seed, bob!.seed], testKey("gateway-hk").account);
    const { bytes } = signPayment(ring([both], 1).next(), terms);
    const read = readTransaction(bytes, world.chainId);
    if (!read.ok) throw new Error(read.refusal.message);
    const { body, signatures } = read.value.transaction;
    expect(body.account).toEqual(testKey("gateway-hk").account);
    expect(signatures.map(({ publicKey }) => publicKey)).toEqual(
      expect.arrayContaining([alice!.publicKey, bob!.publicKey]),
    );
    expect(signaturesHold(read.value.transaction)).toBe(true);
  });
});
