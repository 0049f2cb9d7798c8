import { assetId } from "../../src/primitives/asset-id.ts";
import { article, CODES, MILK, newGuid, ONE, parcel } from "../customs/port.ts";
import { uetr } from "../ledger.ts";
import { CNY, CustomsNode } from "./customs-node.ts";
import { accountOf } from "./test-node.ts";

export const USD = assetId("USD", accountOf("gateway-cn"));
export const ENTRY = "514120260000000001";
export const SELLER = "91440101MA5TRADE01";

/** The node at a port from which goods go out: a rate of refund is set, and alice buys abroad in dollars. */
export class ExportNode extends CustomsNode {
  /** Of the next block, where that is not the present. */
  #atMs: number | undefined;

  override commit(nowMs?: number) {
    return super.commit(nowMs ?? this.#atMs);
  }

  override open(): this {
    super.open();
    this.#atMs = this.genesis.timeMs + 1_000;
    const rate = { heading: "19", rate: 1_300, effectiveFromMs: this.genesis.timeMs + 60_000 };
    this.do("tax-cn", "trade.refund.rate.set", { country: "CN", ...rate });
    this.#atMs = undefined;
    this.do("gateway-cn", "asset.define", { code: "USD", decimals: 2 });
    for (const asset of [USD, CNY]) {
      const amount = { asset, minor: 10n ** 9n };
      const body = { to: accountOf("alice"), amount, reference: undefined };
      this.do("gateway-cn", "asset.issue", body);
    }
    return this;
  }

  /** Ten of milk for 1,000.00 dollars went out, and are the declaration ENTRY; the id of their list. */
  exported(): Uint8Array {
    const of = parcel("1", [article(MILK, 10n, 100_000n)]);
    const out = { direction: "export", currency: "502" };
    this.send(of, "order", { ...out, buyer: undefined });
    this.send(of, "waybill", { direction: "export" });
    const without = { payment: undefined, assureCode: undefined, tradeMode: "9710" };
    const { id: list } = this.send(of, "list", { ...out, ...without });
    const none = { exception: undefined, preNo: undefined, invtNo: undefined };
    this.do("customs-cn", "customs.list.receipt", { list, code: "800", ...none });
    const { id: summary } = this.do("declarant-1", "customs.summary.declare", {
      ...{ guid: newGuid(), agentCode: CODES.declarant, copNo: "S-1", billNo: undefined },
      lists: [list],
    });
    this.do("customs-cn", "customs.summary.enter", { summary, entryId: ENTRY });
    return list as Uint8Array;
  }

  /** The buyer has paid; the payment's UETR. */
  paid(minor: bigint): Uint8Array {
    const id = uetr();
    const none = { purpose: undefined, chargeBearer: undefined, remittanceHash: undefined };
    this.do("alice", "payment.transfer", {
      ...{ to: accountOf("merchant-1"), amount: { asset: USD, minor }, uetr: id },
      ...{ ...none, endToEndId: undefined, recipientTag: undefined },
    });
    return id;
  }

  /** A payment that is tied to the declaration. */
  linked(minor = 100_000n): Uint8Array {
    const id = this.paid(minor);
    const body = { code: CODES.merchant, entryId: ENTRY, uetr: id, minor };
    this.do("merchant-1", "trade.receipt.link", body);
    return id;
  }

  filed(number = "00560001"): Uint8Array {
    const body = {
      ...{ seller: SELLER, code: "4400231130", number, buyer: CODES.merchant },
      ...{ net: 700_000n, vat: 91_000n, issued: 19_600, documentHash: new Uint8Array(32) },
    };
    return this.do("merchant-1", "trade.invoice.file", body)["id"] as Uint8Array;
  }

  confirmed(number?: string): Uint8Array {
    const invoice = this.filed(number);
    this.do("tax-cn", "trade.invoice.decide", { invoice, confirm: true, reason: undefined });
    return invoice;
  }

  /** The trader claims on so many of the list's milk. */
  claimed(list: Uint8Array, invoice: Uint8Array, count = 10n): Uint8Array {
    const lines = [
      {
        ...{ list, line: 0, quantity: count * ONE, invoice, amount: count * 70_000n },
        fob: undefined,
      },
    ];
    const body = { code: CODES.merchant, entryId: ENTRY, kind: "trader", lines };
    const claim = { ...body, creditBalance: undefined };
    return this.do("merchant-1", "trade.refund.claim", claim)["id"] as Uint8Array;
  }

  paidOut(claim: Uint8Array): void {
    this.do("tax-cn", "trade.refund.decide", { claim, approve: true, reason: undefined });
    this.do("tax-cn", "trade.refund.pay", { claim, uetr: uetr() });
  }

  /** So many of the list's milk come back to customs. */
  comeBack(list: Uint8Array, count: bigint): void {
    const lines = [{ line: 0, quantity: count * ONE }];
    const body = { guid: newGuid(), list, lines };
    const { place } = this.do("declarant-1", "customs.list.return", body);
    this.do("customs-cn", "customs.list.return.decide", { list, place, approve: true });
    this.do("customs-cn", "customs.list.return.arrive", { list, place });
  }
}
