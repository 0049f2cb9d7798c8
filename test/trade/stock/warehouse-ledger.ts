import { expect } from "vitest";

import type { Transaction } from "../../../src/chain/transaction.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import {
  type MovementRecord,
  movements,
  type ShelfRecord,
  shelves,
} from "../../../src/transactions/trade/stock/records.ts";
import {
  type ReplenishmentRecord,
  replenishments,
} from "../../../src/transactions/trade/stock/replenish.ts";
import { type SaleRecord, saleId, sales } from "../../../src/transactions/trade/stock/sales.ts";
import {
  CODES,
  CustomsLedger,
  LIPSTICK,
  merchant,
  MILK,
  ONE,
  warehouse,
} from "../../customs/port.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council, type Order, type SubmitOptions } from "../../ledger.ts";

/** A second person of each, who signs for the same account. */
export const second = (of: TestKey): TestKey => ({
  ...testKey(`${of.name} second`),
  account: of.account,
});
export const [merchant2, warehouse2] = [second(merchant), second(warehouse)];

/** Another warehouse, elsewhere. */
export const depot = testKey("depot-1");
export const OTHER_WAREHOUSE = "440196000V";
export const CREAM = { itemNo: "CREAM-3", gcode: "3304100091", origin: "305" };
export const SHELF = {
  warehouse: CODES.warehouse,
  merchant: CODES.merchant,
  itemNo: MILK.itemNo,
} as const;
export const shelfOf = (itemNo: string, at: string = CODES.warehouse) => ({
  ...SHELF,
  warehouse: at,
  itemNo,
});

/** A box of two milk and one lipstick: three quarters of its price is milk. */
export const BOX = "BOX-1";
export const boxOf = (changes: object = {}) => ({
  ...{ merchant: CODES.merchant, bundleNo: BOX, from: 1, until: undefined },
  parts: [
    { itemNo: MILK.itemNo, quantity: 2n * ONE, weight: 3n },
    { itemNo: LIPSTICK.itemNo, quantity: ONE, weight: 1n },
  ],
  ...changes,
});
export const suspended = (code: string) => ({
  ...{ code, version: 1, decision: "suspend", reason: "OTHER" },
});

export const PLATFORM = { merchant: CODES.merchant, platform: CODES.platform };
export const ordered = (itemNo: string, count: bigint, total: bigint) => ({
  ...{ itemNo, bundleNo: undefined, quantity: count * ONE, total },
});
export const boxes = (count: bigint, total: bigint) => ({
  ...{ itemNo: undefined, bundleNo: BOX, quantity: count * ONE, total },
});
export const saleOf = (externalNo: string, changes: object = {}) => ({
  ...{ merchant: CODES.merchant, mall: "天猫国际", externalNo, warehouse: CODES.warehouse },
  ...{ platform: undefined, currency: "142", lines: [ordered(MILK.itemNo, 2n, 20_000n)] },
  ...changes,
});
export const idOf = (externalNo: string): Uint8Array =>
  saleId(CODES.merchant, "天猫国际", externalNo);
export const approval = (externalNo: string, changes: object = {}) => ({
  ...{ sale: idOf(externalNo), decision: "approve", reason: undefined },
  ...changes,
});
export const shipment = (externalNo: string, ...quantities: readonly bigint[]) => ({
  ...{ sale: idOf(externalNo), logisticsCode: CODES.carrier, logisticsNo: `W-${externalNo}` },
  lines: quantities.flatMap((quantity, line) =>
    quantity === 0n ? [] : [{ line, quantity: quantity * ONE }],
  ),
});
export const back = (externalNo: string, line: number, count: bigint, changes: object = {}) => ({
  ...{ sale: idOf(externalNo), line, quantity: count * ONE, restock: true, reference: "R-1" },
  ...changes,
});
export const swap = (externalNo: string, line: number, count: bigint, changes: object = {}) => ({
  ...back(externalNo, line, count),
  ...{ instead: { itemNo: MILK.itemNo, quantity: count * ONE }, ...changes },
});

let papers = 0;
/** The number of a paper that there was not before in this process. */
export const paper = (): string => `P-${++papers}`;

/** A port with two warehouses, where merchant and warehouse are two persons each. */
export class WarehouseLedger extends CustomsLedger {
  override open(): this {
    super.open({ taxes: false });
    const authority = {
      signers: [{ publicKey: depot.publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    };
    const admission = { name: depot.name, roles: ["warehouse"], country: "CN", lei: undefined };
    const order = { type: "participant.register", body: { ...admission, authority } };
    expect(this.run([order], { by: council, account: COUNCIL }).code).toBe("OK");
    this.record(depot, OTHER_WAREHOUSE, ["warehouse"]);
    this.recordGoods(CREAM);
    for (const [first, other] of [
      [merchant, merchant2],
      [warehouse, warehouse2],
    ] as const)
      this.do(first, "account.signer.set", { publicKey: other.publicKey, weight: 1 });
    if (this.genesis.protocolVersion >= 10) this.allow();
    return this;
  }

  /** The merchant lets the platform bring in its orders, or no longer does. */
  allow(allow = true): void {
    this.do(merchant, "trade.sale.allow", { ...PLATFORM, allow });
  }

  /** Nobody checks signatures here, and making them takes longer than all the rest. */
  override transaction(orders: readonly Order[], options: SubmitOptions): Transaction {
    const by = options.by.map((key) => ({ ...key, sign: () => new Uint8Array(64) }));
    return super.transaction(orders, { ...options, by });
  }

  /** So many units lie there. */
  receive(count: bigint, itemNo: string = MILK.itemNo, changes: object = {}): void {
    const body = { ...shelfOf(itemNo), quantity: count * ONE, reference: paper() };
    this.do(warehouse, "trade.stock.receive", { ...body, replenishes: undefined, ...changes });
  }

  shelf(itemNo: string = MILK.itemNo, at: string = CODES.warehouse): ShelfRecord {
    return shelves.read(this.state, shelfOf(itemNo, at))!;
  }

  /** On hand and reserved, in whole units. */
  levels(itemNo: string = MILK.itemNo, at?: string): readonly [bigint, bigint] {
    const { onHand, reserved } = this.shelf(itemNo, at);
    return [onHand / ONE, reserved / ONE];
  }

  movements(itemNo: string = MILK.itemNo, at?: string): MovementRecord[] {
    const shelf = this.shelf(itemNo, at);
    const places = Array.from({ length: shelf.movements }, (_, place) => place);
    return places.map((place) => movements.read(this.state, shelf, place)!);
  }

  replenishment(place: number, itemNo: string = MILK.itemNo): ReplenishmentRecord {
    return replenishments.read(this.state, shelfOf(itemNo), place)!;
  }

  count(counted: bigint): number {
    const body = { ...SHELF, counted: counted * ONE, reference: paper() };
    return this.do(warehouse, "trade.stock.count", body)["place"] as number;
  }

  /** An order of two milk, with enough of it there, brought in by the merchant. */
  imported(externalNo = "1", changes: object = {}): string {
    this.receive(100n);
    this.do(merchant, "trade.sale.import", saleOf(externalNo, changes));
    return externalNo;
  }

  approved(externalNo = "1", changes: object = {}): string {
    this.imported(externalNo, changes);
    this.do(merchant2, "trade.sale.decide", approval(externalNo));
    return externalNo;
  }

  shipped(externalNo = "1"): string {
    this.approved(externalNo);
    this.do(warehouse, "trade.sale.ship", shipment(externalNo, 2n));
    return externalNo;
  }

  sale(externalNo = "1"): SaleRecord {
    return sales.read(this.state, idOf(externalNo))!;
  }
}
