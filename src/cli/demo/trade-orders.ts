import { randomUUID } from "node:crypto";

import { orderId } from "../../transactions/customs/orders/records.ts";
import { QUANTITY_ONE } from "../../transactions/customs/codes.ts";
import { declareList } from "../../transactions/customs/lists/declare.ts";
import { listId } from "../../transactions/customs/lists/records.ts";
import { receiveList } from "../../transactions/customs/lists/receipt.ts";
import { declarePayment } from "../../transactions/customs/orders/declare-payment.ts";
import { declareWaybill } from "../../transactions/customs/orders/declare-waybill.ts";
import { payOrder } from "../../transactions/trade/mall/orders/pay.ts";
import { placeOrder } from "../../transactions/trade/mall/orders/place.ts";
import { shipOrder } from "../../transactions/trade/mall/orders/ship.ts";
import { operationOf } from "../operations.ts";
import { uuidBytes } from "../payment-options.ts";
import type { Actor } from "./actor.ts";
import { type About, listOf, PAID, slipOf, waybillOf } from "./customs-documents.ts";
import {
  CARRIER,
  DECLARANT,
  LISTINGS,
  type Market,
  MERCHANT,
  PAY_FIRM,
  PLATFORM,
} from "./trade-market.ts";

/** Two tins of 210.00, 20.00 of freight, and the tax of an import, as the documents of the customs demo say too. */
const [COUNT, GOODS, FREIGHT] = [2n * QUANTITY_ONE, 42_000n, 2_000n];

/** An order of the mall and its papers at customs; what the customs demo's documents say of it. */
export class DemoOrder {
  readonly about: About;
  readonly id: Uint8Array;
  readonly list: Uint8Array;
  readonly #market: Market;
  readonly #uetr = uuidBytes(randomUUID());

  constructor(market: Market, about: About) {
    [this.#market, this.about] = [market, about];
    this.id = orderId(PLATFORM, `O-${about.no}`);
    this.list = listId(DECLARANT, `L-${about.no}`);
  }

  place(payer: Actor): Promise<string> {
    const { no, direction, buyer, consignee } = this.about;
    const isImport = direction === "import";
    const taxTotal = isImport ? PAID - GOODS - FREIGHT : 0n;
    return this.#market.platform.does(placeOrder, {
      ...{ guid: randomUUID().toUpperCase(), ebpCode: PLATFORM, orderNo: `O-${no}` },
      ...{ ebcCode: MERCHANT, direction, buyer, consignee, payer: payer.account },
      ...{ payCode: PAY_FIRM, goodsValue: GOODS, freight: FREIGHT, discount: 0n, taxTotal },
      lines: [{ listingNo: isImport ? LISTINGS.home : LISTINGS.abroad, quantity: COUNT }],
    });
  }

  pay(payer: Actor): Promise<string> {
    return payer.does(payOrder, { order: this.id, uetr: this.#uetr });
  }

  /** The firm that has the money says so to customs. */
  slip(): Promise<string> {
    return this.#market.payFirm.does(declarePayment, slipOf(this.about, this.#uetr));
  }

  waybill(): Promise<string> {
    return this.#market.carrier.does(declareWaybill, waybillOf(this.about));
  }

  declare(mode: "1210" | "9710"): Promise<string> {
    return this.#market.declarant.does(declareList, listOf(this.about, mode));
  }

  release(): Promise<string> {
    const none = { exception: undefined, preNo: undefined, invtNo: undefined };
    return this.#market.customs.does(receiveList, { list: this.list, code: "800", ...none });
  }

  ship(by: Actor): Promise<string> {
    const waybill = { logisticsCode: CARRIER, logisticsNo: `W-${this.about.no}` };
    const lines = [{ line: 0, quantity: COUNT }];
    return by.doesAll([operationOf(shipOrder, { order: this.id, ...waybill, lines })]);
  }
}
