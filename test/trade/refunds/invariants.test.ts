import { expect, test } from "vitest";

import type { Writes } from "../../../src/state/ledger.ts";
import { Overlay } from "../../../src/state/overlay.ts";
import { lists } from "../../../src/transactions/customs/lists/records.ts";
import { invariants } from "../../../src/transactions/table.ts";
import { claimedGoods } from "../../../src/transactions/trade/refunds/claimed.ts";
import { refundClaims } from "../../../src/transactions/trade/refunds/claims.ts";
import { invoices } from "../../../src/transactions/trade/refunds/invoices.ts";
import { bought, ENTRY, ExportLedger, ONE } from "./export-ledger.ts";

// Goal: what must hold after every transaction is noticed when it does not, whichever rule let it happen.
// Method: entries written past the rules, over a ledger with one claim that was paid.

function paid() {
  const ledger = new ExportLedger().start();
  const list = ledger.released("1");
  ledger.enter(ENTRY, [list]);
  ledger.link(100_000n);
  const invoice = ledger.confirmed("00000001", 700_000n);
  const claim = ledger.claim([bought(list, 10n, invoice, 700_000n)]);
  ledger.approve(claim);
  ledger.payOut(claim);
  return { ledger, list, invoice, claim };
}
type Paid = ReturnType<typeof paid>;

/** What is written, and the name of the invariant that it breaks. */
const CASES: readonly (readonly [string, (overlay: Overlay, of: Paid) => string])[] = [
  [
    "claimed of an invoice <= net",
    (overlay, { ledger, invoice: id }) => {
      invoices.write(overlay, { ...ledger.invoiceOf(id), claimed: 700_001n }, id);
      return invoices.key(id);
    },
  ],
  [
    "claimed goods <= declared - returned",
    (overlay, { ledger, list: id }) => {
      claimedGoods.write(overlay, { ...ledger.claimedOf(id), claimed: [10n * ONE + 1n] }, id);
      return claimedGoods.key(id);
    },
  ],
  [
    "claimed goods <= declared - returned",
    (overlay, { ledger, list: id }) => {
      lists.write(overlay, { ...lists.read(ledger.state, id)!, returned: [1n] }, id);
      claimedGoods.write(overlay, ledger.claimedOf(id), id);
      return claimedGoods.key(id);
    },
  ],
  ...[{ paid: 91_001n }, { demanded: 91_001n }, { repaid: 1n }].map(
    (changes): (typeof CASES)[number] => [
      "repaid <= owed <= paid <= approved of a refund",
      (overlay, { ledger, claim: id }) => {
        refundClaims.write(overlay, { ...ledger.refund(id), ...changes }, id);
        return refundClaims.key(id);
      },
    ],
  ),
];

test.each(CASES)("%s: case %#", (name, write) => {
  const of = paid();
  const overlay = new Overlay(of.ledger.state);
  const key = write(overlay, of);
  const keys = [key, lists.key(of.list)];
  const writes: Writes = new Map(keys.map((one) => [one, overlay.entry(one)]));
  const { state } = of.ledger;
  const asIs: Writes = new Map(keys.map((one) => [one, state.entry(one)]));
  const invariant = invariants.find((one) => one.name === name)!;
  expect([invariant.holds(state, asIs), invariant.holds(state, writes)]).toEqual([true, false]);
});
