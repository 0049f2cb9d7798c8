import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { placeOffer } from "../../src/transactions/fx/book/place.ts";
import type { TestKey } from "../keys.ts";
import { hkd, usd } from "../ledger.ts";
import { alice, bank, BankingLedger, bob } from "../transactions/banking.ts";
import { equip, openBooks } from "./exchange.ts";

// Goal: whoever comes first to an offer is decided by the parent block and the ids, not by who sent first or built the block.
// Method: two takers of one offer in one block, handed to the builder in both orders; the hash is computed here, by another library.

const BLOCKS = 40;

function orderOf(parent: Uint8Array, id: Uint8Array): string {
  return createHash("sha256")
    .update("portolan transaction order 1\n")
    .update(parent)
    .update(id)
    .digest("hex");
}

test("the taker whose H(parent digest ‖ id) is lower has the offer, whatever order they came in", () => {
  const ledger = new BankingLedger(4);
  ledger.issue(
    { authorisation: true, freeze: true, clawback: true, limits: true },
    [alice, bob],
    1_000_000n,
  );
  equip(ledger);
  openBooks(ledger);
  const winners = new Map<TestKey, number>();
  for (let i = 0; i < BLOCKS; i++) {
    // One dollar is offered below all others, and both want it.
    ledger.do(bank, "fx.offer.place", order({ side: "sell", price: 70 }));
    const takers = [alice, bob].map((by) => ({ by, read: take(ledger, by) }));
    const parent = ledger.tree.head.digest;
    const sorted = [...takers].sort((a, b) =>
      orderOf(parent, a.read.transaction.id) < orderOf(parent, b.read.transaction.id) ? -1 : 1,
    );
    const given = i % 2 === 0 ? takers : [...takers].reverse();
    const { block, receipts } = ledger.block(given.map(({ read }) => read));
    const filled = receipts.map(({ results }) => decodeOwn(placeOffer.result, results[0]!).filled);
    expect(filled).toEqual([100n, 0n]);
    const [first] = sorted;
    expect(block.transactions[0]!.id).toEqual(first!.read.transaction.id);
    winners.set(first!.by, (winners.get(first!.by) ?? 0) + 1);
  }
  // Chance decides; the keys and the nonces of this test are always the same.
  expect(Math.min(...[alice, bob].map((by) => winners.get(by) ?? 0))).toBeGreaterThan(5);
});

function order(changes: object) {
  return {
    ...{ base: usd, quote: hkd, side: "buy", price: 70, quantity: 100n },
    ...{ timeInForce: "GTC", expiresAt: undefined, ...changes },
  };
}

function take(ledger: BankingLedger, by: TestKey) {
  const body = order({ timeInForce: "IOC" });
  return ledger.read(ledger.transaction([{ type: "fx.offer.place", body }], { by: [by] }));
}
