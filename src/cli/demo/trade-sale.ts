import { randomUUID } from "node:crypto";

import { trackWaybill } from "../../transactions/customs/orders/track-waybill.ts";
import { acceptOrder } from "../../transactions/trade/mall/orders/accept.ts";
import { CARRIER, type Market } from "./trade-market.ts";
import type { DemoOrder } from "./trade-orders.ts";
import type { TradeTrail } from "./trade-trail.ts";

/** From the order to the buyer's door; everybody is paid when it accepts. */
export async function bondedSale(
  market: Market,
  trail: TradeTrail,
  order: DemoOrder,
): Promise<void> {
  const { carrier, buyer } = market;
  await deliver(market, trail, order);
  await trail.step(carrier, "has delivered the parcel", () =>
    carrier.does(trackWaybill, {
      ...{ guid: randomUUID().toUpperCase(), logisticsCode: CARRIER },
      ...{ logisticsNo: `W-${order.about.no}`, status: "delivered" },
    }),
  );
  await trail.step(buyer, "accepts it: partner, merchant and platform are paid", () =>
    buyer.does(acceptOrder, { order: order.id }),
  );
}

/** Until the warehouse has sent it. */
export async function deliver(market: Market, trail: TradeTrail, order: DemoOrder): Promise<void> {
  const { platform, buyer, payFirm, carrier, declarant, customs, warehouse } = market;
  await trail.step(platform, "takes an order of two tins: stock and annual limit are kept", () =>
    order.place(buyer),
  );
  await trail.step(buyer, "pays it into escrow", () => order.pay(buyer));
  await trail.step(payFirm, "declares the payment that it has", () => order.slip());
  await trail.step(carrier, "declares the waybill", () => order.waybill());
  await trail.step(declarant, "declares the list (1210), which fits", () => order.declare("1210"));
  await trail.step(customs, "releases it", () => order.release());
  await trail.step(warehouse, "sends the two tins", () => order.ship(warehouse));
}
