import { expect } from "vitest";

import { assetId } from "../../../src/primitives/asset-id.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import {
  type ClaimedRecord,
  claimedGoods,
} from "../../../src/transactions/trade/refunds/claimed.ts";
import {
  type ClaimRecord,
  owingOf,
  refundClaims,
} from "../../../src/transactions/trade/refunds/claims.ts";
import {
  claimEvents,
  type ClaimEventRecord,
} from "../../../src/transactions/trade/refunds/history.ts";
import { type InvoiceRecord, invoices } from "../../../src/transactions/trade/refunds/invoices.ts";
import {
  type ExportRecord,
  exportRecords,
} from "../../../src/transactions/trade/refunds/receipts.ts";
import {
  article,
  type Article,
  cny,
  CODES,
  CustomsLedger,
  declarant,
  merchant,
  MILK,
  mint,
  newGuid,
  office,
  ONE,
  parcel,
  treasury,
} from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council, payment, uetr } from "../../ledger.ts";
import { alice } from "../../transactions/banking.ts";

/** Who buys abroad and pays in dollars; and another exporter at home. */
export const buyer = alice;
export const exporter2 = testKey("exporter-2");
export const CODE = CODES.merchant;
export const CODE2 = "440196000X";
export const usd = assetId("USD", mint.account);
export const euro = assetId("EUR", mint.account);

export const ENTRY = "514120230000000001";
export const SELLER = "91440101MA5TRADE01";
/** Hundredths of a per cent, of milk and of lipsticks. */
export const RATES = { "19": 1_300, "3304": 900 } as const;
/** Ten of milk for 1,000.00 in all. */
export const TEN = article(MILK, 10n, 100_000n);

export const nobody = new Uint8Array(32);

/** One line of a trader's claim: so many, for so much of an invoice's net amount. */
export const bought = (list: Uint8Array, count: bigint, invoice: Uint8Array, amount: bigint) => ({
  ...{ list, line: 0, quantity: count * ONE, invoice, amount, fob: undefined },
});
/** One line of a manufacturer's. */
export const made = (list: Uint8Array, count: bigint, fob?: bigint) => ({
  ...{ list, line: 0, quantity: count * ONE, invoice: undefined, amount: undefined, fob },
});

/** The port of customs' tests, where goods go out: rates of refund are set, dollars are about. */
export class ExportLedger extends CustomsLedger {
  start({ taxes = true } = {}): this {
    this.open({ taxes });
    const coins = ["USD", "EUR"].map((code) => ({
      ...{ type: "asset.define", body: { code, decimals: 2 } },
    }));
    const holders = [merchant, buyer].map(({ account: holder }) => ({
      ...{ type: "asset.holder.authorise", body: { asset: cny, holder } },
    }));
    const issues = [usd, euro, cny].map((asset) => {
      const amount = { asset, minor: 10n ** 17n };
      return { type: "asset.issue", body: { to: buyer.account, amount, reference: undefined } };
    });
    const money = this.run([...coins, ...holders, ...issues], { by: [mint] });
    expect(money.code).toBe("OK");
    const effectiveFromMs = this.timeMs + 60_000;
    const rates = Object.entries(RATES).map(([heading, rate]) => ({
      type: "trade.refund.rate.set",
      body: { country: "CN", heading, rate, effectiveFromMs },
    }));
    expect(this.run(rates, { by: [treasury] }).code).toBe("OK");
    this.wait(120_000);
    return this;
  }

  /** Another exporter, of the same goods. */
  admit(): this {
    const signers = [{ publicKey: exporter2.publicKey, weight: 1 }];
    const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
    const body = { name: exporter2.name, roles: ["merchant"], country: "CN", lei: undefined };
    const order = { type: "participant.register", body: { ...body, authority } };
    expect(this.run([order], { by: council, account: COUNCIL }).code).toBe("OK");
    this.do(mint, "asset.holder.authorise", { asset: cny, holder: exporter2.account });
    this.record(exporter2, CODE2, ["merchant"]);
    return this;
  }

  /** An export list that was released. */
  released(no: string, articles: readonly Article[] = [TEN], changes: object = {}): Uint8Array {
    const of = parcel(no, articles);
    const out = { direction: "export", currency: "502", ...changes };
    this.send(of, "order", { ...out, buyer: undefined });
    this.send(of, "waybill", { direction: "export" });
    const without = { payment: undefined, assureCode: undefined };
    this.send(of, "list", { ...out, ...without, tradeMode: "9710" });
    this.receipt(of, "800");
    return this.idOf(of);
  }

  /** Sums lists up into one declaration of this number. */
  enter(entryId: string, summed: readonly Uint8Array[]): void {
    const body = { guid: newGuid(), agentCode: CODES.declarant, copNo: `S-${entryId}` };
    const more = { billNo: undefined, lists: summed };
    const { id } = this.do(declarant, "customs.summary.declare", { ...body, ...more });
    this.do(office, "customs.summary.enter", { summary: id, entryId });
  }

  /** The buyer pays; the payment's UETR. */
  receive(minor: bigint, asset = usd, to: TestKey = merchant): Uint8Array {
    const id = uetr();
    this.do(buyer, "payment.transfer", payment(to.account, minor, asset, id));
    return id;
  }

  payUsd(from: TestKey, to: TestKey, minor: bigint): Uint8Array {
    const id = uetr();
    this.do(from, "payment.transfer", payment(to.account, minor, usd, id));
    return id;
  }

  /** Another asset, which the buyer has some of. */
  coin(code: string): Uint8Array {
    const asset = assetId(code, mint.account);
    this.do(mint, "asset.define", { code, decimals: 2 });
    const amount = { asset, minor: 100n };
    this.do(mint, "asset.issue", { to: buyer.account, amount, reference: undefined });
    return asset;
  }

  suspendRecord(code: string): void {
    const decision = { code, version: 1, decision: "suspend", reason: "OTHER" };
    this.do(office, "customs.enterprise.decide", decision);
  }

  link(minor: bigint, asset = usd, entryId = ENTRY): Uint8Array {
    const id = this.receive(minor, asset);
    this.do(merchant, "trade.receipt.link", { code: CODE, entryId, uetr: id, minor });
    return id;
  }

  file(number: string, net: bigint, changes: object = {}): Uint8Array {
    const body = invoiceBody(number, net, changes);
    return this.do(merchant, "trade.invoice.file", body)["id"] as Uint8Array;
  }

  confirmed(number: string, net: bigint, changes: object = {}): Uint8Array {
    const invoice = this.file(number, net, changes);
    this.do(treasury, "trade.invoice.decide", { invoice, confirm: true, reason: undefined });
    return invoice;
  }

  claim(lines: readonly object[], changes: object = {}): Uint8Array {
    const body = claimBody(lines, changes);
    return this.do(merchant, "trade.refund.claim", body)["id"] as Uint8Array;
  }

  approve(claim: Uint8Array): void {
    this.do(treasury, "trade.refund.decide", { claim, approve: true, reason: undefined });
  }

  payOut(claim: Uint8Array): void {
    this.do(treasury, "trade.refund.pay", { claim, uetr: uetr() });
  }

  /** So many of a line come back to customs. */
  comeBack(list: Uint8Array, count: bigint): void {
    this.comeBackExactly(list, 0, count * ONE);
  }

  comeBackExactly(list: Uint8Array, line: number, quantity: bigint): void {
    const lines = [{ line, quantity }];
    const { place } = this.do(declarant, "customs.list.return", { guid: newGuid(), list, lines });
    this.do(office, "customs.list.return.decide", { list, place, approve: true });
    this.do(office, "customs.list.return.arrive", { list, place });
  }

  refund(id: Uint8Array): ClaimRecord {
    return refundClaims.read(this.state, id)!;
  }

  invoiceOf(id: Uint8Array): InvoiceRecord {
    return invoices.read(this.state, id)!;
  }

  exportOf(entryId = ENTRY, code: string = CODE): ExportRecord {
    return exportRecords.read(this.state, entryId, code)!;
  }

  claimedOf(list: Uint8Array): ClaimedRecord {
    return claimedGoods.read(this.state, list)!;
  }

  claimHistory(id: Uint8Array): ClaimEventRecord[] {
    const { steps } = this.refund(id);
    return Array.from({ length: steps }, (_, place) => claimEvents.read(this.state, id, place)!);
  }

  /** How many claims of the exporter owe something back. */
  owing(): number {
    return owingOf.read(this.state, CODE)?.claims ?? 0;
  }

  /** Keys of an index, without what they begin with. */
  index(prefix: string): string[] {
    const keys = [...this.state.values.keys()].filter((key) => key.startsWith(prefix));
    return keys.map((key) => key.slice(prefix.length)).sort();
  }
}

export const invoiceBody = (number: string, net: bigint, changes: object = {}) => ({
  ...{ seller: SELLER, code: "4400231130", number, buyer: CODE as string, net },
  ...{ vat: (net * 13n) / 100n, issued: 19_600, documentHash: nobody, ...changes },
});

export const claimBody = (lines: readonly object[], changes: object = {}) => ({
  ...{ code: CODE, entryId: ENTRY, kind: "trader", lines, creditBalance: undefined, ...changes },
});

export { article, CODES, MILK, ONE, treasury };
