import { randomBytes, randomUUID } from "node:crypto";

import { toHex } from "../../primitives/bytes.ts";
import { dayOf } from "../../primitives/civil-day.ts";
import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { enterSummary } from "../../transactions/customs/exports/enter.ts";
import { declareSummary } from "../../transactions/customs/exports/summarise.ts";
import { acceptOrder } from "../../transactions/trade/mall/orders/accept.ts";
import { claimRefund } from "../../transactions/trade/refunds/claim.ts";
import { decideInvoice } from "../../transactions/trade/refunds/decide-invoice.ts";
import { decideRefund } from "../../transactions/trade/refunds/decide.ts";
import { fileInvoice } from "../../transactions/trade/refunds/file-invoice.ts";
import { invoiceId } from "../../transactions/trade/refunds/invoices.ts";
import { linkReceipt } from "../../transactions/trade/refunds/link-receipt.ts";
import { payRefund } from "../../transactions/trade/refunds/pay.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { uuidBytes } from "../payment-options.ts";
import { idInReceipt } from "./id-in-receipt.ts";
import { convertReceipt } from "./trade-conversion.ts";
import { DECLARANT, type Market, MERCHANT } from "./trade-market.ts";
import type { DemoOrder } from "./trade-orders.ts";
import type { TradeTrail } from "./trade-trail.ts";

/** The merchant has bought the two tins for 300.00 net and 39.00 of value-added tax, which comes back. */
const [NET, VAT] = [30_000n, 3_900n];

/** 9710: sold abroad out of escrow, declared, converted, and its input tax claimed, approved and paid. The number of the declaration. */
export async function exportWithRefund(
  market: Market,
  trail: TradeTrail,
  order: DemoOrder,
): Promise<string> {
  const { platform, importer, carrier, declarant, customs, merchant } = market;
  await trail.step(platform, "takes an order from abroad, at the importer's own price", () =>
    order.place(importer),
  );
  await trail.step(importer, "pays it into escrow, in USD", () => order.pay(importer));
  await trail.step(carrier, "declares the waybill out", () => order.waybill());
  await trail.step(declarant, "declares the list (9710)", () => order.declare("9710"));
  await trail.step(customs, "releases it", () => order.release());
  await trail.step(merchant, "sends the two tins", () => order.ship(merchant));
  await trail.step(importer, "accepts them: the merchant has its USD", () =>
    importer.does(acceptOrder, { order: order.id }),
  );
  const entryId = await enter(market, trail, order);
  await settle(market, trail, order, entryId);
  return entryId;
}

/** One declaration of what went out. */
async function enter(market: Market, trail: TradeTrail, order: DemoOrder): Promise<string> {
  const { declarant, customs } = market;
  const { no } = order.about;
  const application = { agentCode: DECLARANT, copNo: `S-${no}`, billNo: undefined };
  let summary: Uint8Array = new Uint8Array(32);
  await trail.step(declarant, "applies for a declaration of it", async () => {
    const guid = randomUUID().toUpperCase();
    const body = { guid, ...application, lists: [order.list] };
    summary = await idInReceipt(declarant, await declarant.does(declareSummary, body));
  });
  const entryId = `5141${no}${Date.now().toString().slice(-6)}`;
  await trail.step(customs, `enters it as ${entryId}`, () =>
    customs.does(enterSummary, { summary, entryId }),
  );
  return entryId;
}

/** Receipt, conversion, invoice, claim, approval, payment; money is in CNY once the receipt is tied. */
async function settle(
  market: Market,
  trail: TradeTrail,
  order: DemoOrder,
  entryId: string,
): Promise<void> {
  const { merchant, tax, cny } = market;
  const { uetr, minor } = await payoutTo(market, order);
  await trail.step(merchant, "ties what it got to the declaration", () =>
    merchant.does(linkReceipt, { code: MERCHANT, entryId, uetr, minor }),
  );
  await trail.begin(cny);
  await convertReceipt(market, trail, minor);
  const seller = "91440101MA5EXPORT1";
  const number = BigInt(`0x${toHex(new Uint8Array(randomBytes(8)))}`)
    .toString()
    .padStart(20, "0");
  const invoice = invoiceId(seller, undefined, number);
  await trail.step(merchant, "files the invoice of its supplier", () =>
    merchant.does(fileInvoice, {
      ...{ seller, code: undefined, number, buyer: MERCHANT, net: NET, vat: VAT },
      ...{ issued: dayOf(Date.now()), documentHash: new Uint8Array(randomBytes(32)) },
    }),
  );
  await trail.step(tax, "finds the invoice in its own books", () =>
    tax.does(decideInvoice, { invoice, confirm: true, reason: undefined }),
  );
  const line = { list: order.list, line: 0, quantity: 2n * QUANTITY_ONE };
  let claim: Uint8Array = new Uint8Array(32);
  await trail.step(merchant, "claims the export refund", async () => {
    const body = {
      ...{ code: MERCHANT, entryId, kind: "trader" as const, creditBalance: undefined },
      lines: [{ ...line, invoice, amount: NET, fob: undefined }],
    };
    claim = await idInReceipt(merchant, await merchant.does(claimRefund, body));
  });
  await trail.step(tax, "approves it", () =>
    tax.does(decideRefund, { claim, approve: true, reason: undefined }),
  );
  await trail.step(tax, "pays 13 % of 300.00", () =>
    tax.does(payRefund, { claim, uetr: uuidBytes(randomUUID()) }),
  );
}

/** The payment out of escrow by which the merchant was paid for an order. */
async function payoutTo(
  { merchant }: Market,
  { id }: DemoOrder,
): Promise<{ readonly uetr: Uint8Array; readonly minor: bigint }> {
  const found = objectOf(await merchant.session.call("trade_order", { id: toHex(id) }), "order");
  const account = formatAccount(merchant.account);
  for (const step of listOf(found["steps"], "steps")) {
    for (const one of listOf(objectOf(step, "step")["payouts"], "payouts")) {
      const { to, minor, uetr } = objectOf(one, "payout");
      if (to !== account) continue;
      return { uetr: uuidBytes(textOf(uetr, "uetr")), minor: BigInt(textOf(minor, "minor")) };
    }
  }
  throw new Error("the merchant was paid out of escrow before");
}
