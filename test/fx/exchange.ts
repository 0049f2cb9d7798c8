import { expect } from "vitest";

import { assetId } from "../../src/primitives/asset-id.ts";
import { limits } from "../../src/primitives/limits.ts";
import { testKey, type TestKey } from "../keys.ts";
import { hkd, usd, uetr } from "../ledger.ts";
import { bank, type BankingLedger, gateway, HOUR } from "../transactions/banking.ts";

/** What tests of quotes and paths have in common: the bank makes markets between HKD, USD and EUR. */

export const gatewayUs = testKey("gateway-us");
export const eur = assetId("EUR", gatewayUs.account);

/** USD and EUR are there, and the bank has 1,000.00 of each, and may hold HKD. */
export function equip(ledger: BankingLedger): void {
  for (const code of ["USD", "EUR"]) {
    ledger.do(gatewayUs, "asset.define", { code, decimals: 2 });
    const amount = { asset: assetId(code, gatewayUs.account), minor: 100_000n };
    const order = { to: bank.account, amount, reference: undefined };
    ledger.do(gatewayUs, "asset.issue", order);
  }
  ledger.do(gateway, "asset.holder.authorise", { asset: hkd, holder: bank.account });
}

/** A `fx.quote.give` body: USD for HKD at 7.8, for 1.00 to 78.00 HKD. */
export function quoting(ledger: BankingLedger, taker: TestKey, changes: object = {}) {
  return {
    ...{ taker: taker.account, pays: hkd, gets: usd, fixed: "pays", least: 100n, most: 7_800n },
    rate: { num: 39n, den: 5n },
    expiresAt: ledger.timeMs + HOUR,
    ...{ settleBy: undefined, request: undefined, ...changes },
  };
}

export function quote(ledger: BankingLedger, taker: TestKey, changes: object = {}): Uint8Array {
  const result = ledger.do(bank, "fx.quote.give", quoting(ledger, taker, changes));
  return result["quote"] as Uint8Array;
}

/** Books USD/HKD with ticks of 0.1 and EUR/USD with ticks of 0.01, in which the bank sells 100.00 USD at 7.8 and 100.00 EUR at 1.25. */
export function openBooks(ledger: BankingLedger): void {
  const books = [
    { base: usd, quote: hkd, tick: { num: 1n, den: 10n }, price: 78 },
    { base: eur, quote: usd, tick: { num: 1n, den: 100n }, price: 125 },
  ];
  for (const { base, quote: other, tick, price } of books) {
    ledger.do(gatewayUs, "fx.pair.open", { base, quote: other, tick });
    ledger.do(bank, "fx.offer.place", {
      ...{ base, quote: other, side: "sell", price, quantity: 10_000n },
      ...{ timeInForce: "GTC", expiresAt: undefined },
    });
  }
}

/** Somebody places so many offers like this one. */
export function placeMany(ledger: BankingLedger, by: TestKey, body: object, count: number): void {
  const orders = Array.from({ length: count }, () => ({ type: "fx.offer.place", body }));
  for (let from = 0; from < count; from += limits.operationsPerTransaction) {
    const some = orders.slice(from, from + limits.operationsPerTransaction);
    expect(ledger.run(some, { by: [by] }).code).toBe("OK");
  }
}

const details = {
  ...{ endToEndId: undefined, purpose: undefined, chargeBearer: undefined },
  ...{ remittanceHash: undefined, recipientTag: undefined },
};
export const hop = (asset: Uint8Array, changes: object = {}) => ({
  ...{ asset, quote: undefined, worst: undefined, ...changes },
});

/** A `payment.path.send` body: 78.00 HKD over USD to EUR, which buys 10.00 USD and so 8.00 EUR. */
export function sending(to: TestKey, changes: object = {}) {
  return {
    ...{ to: to.account, path: [hop(usd), hop(eur)], uetr: uetr(), ...details },
    send: { asset: hkd, minor: 7_800n },
    deliverMin: { asset: eur, minor: 800n },
    ...changes,
  };
}

/** A `payment.path.receive` body: the same from its end. */
export function receiving(to: TestKey, changes: object = {}) {
  return {
    ...{ to: to.account, path: [hop(usd), hop(eur)], uetr: uetr(), ...details },
    sendMax: { asset: hkd, minor: 7_800n },
    deliver: { asset: eur, minor: 800n },
    ...changes,
  };
}

/** Something that comes in the way of an operation. */
export type Step = (ledger: BankingLedger) => unknown;

/** The issuer freezes an asset, for one holder or for all. */
export const freeze =
  (holder?: TestKey, asset = hkd): Step =>
  (ledger) =>
    ledger.do(asset === hkd ? gateway : gatewayUs, "asset.freeze", {
      ...{ asset, holder: holder?.account, reason: "court order" },
    });

/** The issuer of HKD authorises a holder no more. */
export const revoke =
  (holder: TestKey): Step =>
  (ledger) =>
    ledger.do(gateway, "asset.holder.revoke", { asset: hkd, holder: holder.account });

/** The issuer of HKD sets limits, in minor units. */
export const limit =
  (most: object): Step =>
  (ledger) =>
    ledger.do(gateway, "asset.limits.set", {
      asset: hkd,
      limits: { perHolder: undefined, perTransfer: undefined, perDay: undefined, ...most },
    });
