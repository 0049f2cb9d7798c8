import { randomUUID } from "node:crypto";

import { assetId } from "../../primitives/asset-id.ts";
import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { publishListing } from "../../transactions/trade/mall/listings/publish.ts";
import { setPrice } from "../../transactions/trade/mall/listings/set-price.ts";
import { setRefundRate } from "../../transactions/trade/refunds/set-rate.ts";
import { receiveStock } from "../../transactions/trade/stock/receive.ts";
import type { Layout } from "../devnet/layout.ts";
import { Actor } from "./actor.ts";
import { MILK, openPort, PARTS, type Port, portOf } from "./customs-port.ts";

/** Everybody of the port, who buys, who has a tenth of the price, who buys abroad, and who exchanges what that pays. */
export type Market = Port & {
  readonly buyer: Actor;
  readonly partner: Actor;
  readonly importer: Actor;
  readonly maker: Actor;
  readonly cny: Uint8Array;
  readonly usd: Uint8Array;
};

export const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER, WAREHOUSE, DECLARANT] = [
  ...[PARTS.platform, PARTS.merchant, PARTS.payFirm, PARTS.carrier, PARTS.warehouse],
  PARTS.declarant,
].map(([, code]) => code) as [string, string, string, string, string, string];

/** A tin costs 210.00 CNY at home, and 210.00 USD for the importer abroad. */
export const LISTINGS = { home: "MILK-B2B2C", abroad: "MILK-B2B" } as const;
const PRICE = 21_000n;
const TENTH = 100_000;
const ARBITER = "association-cn";
/** Thirteen per cent of the net price of the input invoice. */
export const REFUND_RATE = 1_300;
const SOON_MS = 3_000;

export async function marketOf(layout: Layout, rpc: string): Promise<Market> {
  const of = (name: string) => Actor.ofCast(layout, name, rpc);
  const port = await portOf(layout, rpc);
  const [buyer, partner, importer, maker] = await Promise.all(
    ["alice", "enterprise-1", "enterprise-2", "maker-2"].map(of),
  );
  const { session } = port.platform;
  const [gatewayCn, gatewayUs] = [
    await session.account("gateway-cn"),
    await session.account("gateway-us"),
  ];
  const [cny, usd] = [assetId("CNY", gatewayCn), assetId("USD", gatewayUs)];
  return {
    ...port,
    buyer: buyer!,
    partner: partner!,
    importer: importer!,
    maker: maker!,
    cny,
    usd,
  };
}

/** Goods in the warehouse, listed at home and abroad; the refund's rate, as far as it is not there. */
export async function openMarket(
  market: Market,
  note: (by: Actor, what: string) => void,
): Promise<void> {
  await openPort(market, note);
  const { merchant, warehouse, partner, importer, cny, usd } = market;
  const shelf = { warehouse: WAREHOUSE, merchant: MERCHANT, itemNo: MILK.itemNo };
  const paper = { reference: `IN-${randomUUID()}`, replenishes: undefined };
  await warehouse.does(receiveStock, { ...shelf, quantity: 10n * QUANTITY_ONE, ...paper });
  note(warehouse, "takes in ten tins, which lie in the bonded area");
  const shared = {
    ...{ ebcCode: MERCHANT, ebpCode: PLATFORM, itemNo: MILK.itemNo, isBundle: false, price: PRICE },
    ...{ least: undefined, most: undefined, arbiter: ARBITER },
  };
  await merchant.does(publishListing, {
    ...{ ...shared, listingNo: LISTINGS.home, sale: "B2B2C", currency: "142", asset: cny },
    warehouse: WAREHOUSE,
    shares: [{ account: partner.account, partsPerMillion: TENTH }],
  });
  note(merchant, `lists it for 210.00 CNY; a tenth is ${partner.name}'s, ${ARBITER} is arbiter`);
  await merchant.does(publishListing, {
    ...{ ...shared, listingNo: LISTINGS.abroad, sale: "B2B", currency: "502", asset: usd },
    ...{ warehouse: undefined, shares: [] },
  });
  const terms = { price: PRICE, least: 2n * QUANTITY_ONE, until: undefined };
  const key = { ebcCode: MERCHANT, listingNo: LISTINGS.abroad, buyer: importer.name };
  await merchant.does(setPrice, { ...key, terms });
  note(merchant, `has a price of its own for ${importer.name}: 210.00 USD, from two tins on`);
  await rateMilk(market, note);
}

async function rateMilk(
  { customs: { session }, tax }: Market,
  note: (by: Actor, what: string) => void,
): Promise<void> {
  const rate = () => session.call("trade_refundRate", { country: "CN", gcode: MILK.gcode });
  if ((await rate()) !== null) return;
  const effectiveFromMs = Date.now() + SOON_MS;
  const of = { country: "CN", heading: MILK.gcode.slice(0, 4), rate: REFUND_RATE };
  await tax.does(setRefundRate, { ...of, effectiveFromMs });
  while ((await rate()) === null) await new Promise((done) => setTimeout(done, 200));
  note(tax, "gives back 13 % of the input invoice on exports of milk powder");
}
