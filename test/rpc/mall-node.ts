import { formatAccount } from "../../src/primitives/account-id.ts";
import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { listId } from "../../src/transactions/customs/lists/records.ts";
import { orders } from "../../src/transactions/customs/orders/records.ts";
import { mallOrders } from "../../src/transactions/trade/mall/orders/records.ts";
import { CODES, commitment, head, LIPSTICK, MILK, newGuid, ONE } from "../customs/port.ts";
import { uetr } from "../ledger.ts";
import { type Bought, idOf, listing, milk, orderOf } from "../trade/mall/mall-ledger.ts";
import { CNY, CustomsNode } from "./customs-node.ts";
import { accountOf } from "./test-node.ts";

export const [BUYER, PARTNER, ARBITER] = ["alice", "bob", "policy-cn"] as const;

/** A node at a port in China with a mall: a hundred tins of milk in the bonded warehouse, and alice who buys. */
export class MallNode extends CustomsNode {
  override open(): this {
    super.open();
    const amount = { asset: CNY, minor: 10n ** 8n };
    const gift = { to: accountOf(BUYER), amount, reference: undefined };
    this.do("gateway-cn", "asset.issue", gift);
    this.receive(MILK.itemNo);
    this.list();
    return this;
  }

  /** Another article of the merchant's, a hundred of it in the warehouse. */
  record(itemNo: string): void {
    this.recordGoods({ ...MILK, itemNo });
    this.receive(itemNo);
  }

  receive(itemNo: string): void {
    const shelf = { warehouse: CODES.warehouse, merchant: CODES.merchant, itemNo };
    const paper = { reference: newGuid(), replenishes: undefined };
    this.do("warehouse-1", "trade.stock.receive", { ...shelf, quantity: 100n * ONE, ...paper });
  }

  list(changes: object = {}): void {
    const shares = [{ account: accountOf(PARTNER), partsPerMillion: 100_000 }];
    const terms = listing({ asset: CNY, arbiter: ARBITER, shares, ...changes });
    this.do("merchant-1", "trade.listing.publish", terms);
  }

  place(no: string, bought: readonly Bought[] = [milk()], changes: object = {}): string {
    const by = { payer: accountOf(BUYER), ...changes };
    this.do("platform-1", "trade.order.place", orderOf(no, bought, by));
    return toHex(idOf(no));
  }

  payFor(no: string): void {
    this.do(BUYER, "trade.order.pay", { order: idOf(no), uetr: uetr() });
  }

  waybill(no: string): void {
    const content = {
      ...{ direction: "import", freight: 1_000n, insuredFee: 0n, currency: "142", packNo: 1 },
      ...{
        grossWeight: 120_000n,
        netWeight: undefined,
        consignee: commitment(`consignee of ${no}`),
      },
    };
    const key = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    this.do("carrier-1", "customs.waybill.declare", { ...head(), ...key, content });
  }

  /** Payment slip, waybill and list of a paid order, which customs releases; the list's id. */
  clear(no: string): Uint8Array {
    const order = orders.read(this.store, idOf(no))!;
    const shared = { direction: "import", currency: "142" };
    const key = { ebpCode: CODES.platform, orderNo: `O-${no}` };
    const slip = { payCode: CODES.payFirm, payTransactionId: `P-${no}` };
    const { uetr: payment } = mallOrders.read(this.store, idOf(no))!;
    const paid = { amountPaid: order.acturalPaid, paidAt: Date.now(), payment };
    const told = { ...shared, ...key, payer: order.buyer, ...paid };
    this.do("payfirm-1", "customs.payment.declare", { ...head(), ...slip, content: told });
    this.waybill(no);
    const bonded = { tradeMode: "1210", emsNo: "H51412600001", areaCode: CODES.warehouse };
    const named = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    const content = {
      ...{ ...shared, ...key, ebcCode: CODES.merchant, payment: slip, ...named },
      ...{ assureCode: CODES.platform, ...bonded, customsCode: "5141", portCode: "5141" },
      ...{ trafMode: "5", trafNo: undefined, voyageNo: undefined, billNo: undefined },
      ...{ country: "601", freight: order.freight, insuredFee: 0n, packNo: 1 },
      ...{ grossWeight: 120_000n, netWeight: 100_000n },
      lines: order.lines.map(({ itemNo, quantity, unit, total }) => {
        const { gcode, origin: country } = itemNo === LIPSTICK.itemNo ? LIPSTICK : MILK;
        const amounts = { quantity, unit, quantity1: quantity, quantity2: undefined, total };
        return { itemNo, gcode, country, ...amounts };
      }),
    };
    const of = { agentCode: CODES.declarant, copNo: `L-${no}` };
    this.do("declarant-1", "customs.list.declare", { ...head(), ...of, content });
    return listId(CODES.declarant, `L-${no}`);
  }

  receipt(list: Uint8Array, code: string): void {
    const none = { exception: undefined, preNo: undefined, invtNo: undefined };
    this.do("customs-cn", "customs.list.receipt", { list, code, ...none });
  }

  ship(no: string, count = 2n): void {
    const named = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    const lines = [{ line: 0, quantity: count * ONE }];
    this.do("warehouse-1", "trade.order.ship", { order: idOf(no), ...named, lines });
  }

  tell(no: string, status: string): void {
    const named = { logisticsCode: CODES.carrier, logisticsNo: `W-${no}` };
    this.do("carrier-1", "customs.waybill.track", { guid: newGuid(), ...named, status });
  }

  /** Placed, paid, cleared and sent; the order's id. */
  sent(no: string): string {
    const id = this.place(no);
    this.payFor(no);
    this.receipt(this.clear(no), "800");
    this.ship(no);
    return id;
  }
}

export const addressOf = (name: string): string => formatAccount(accountOf(name));
export const bytesOf = (hex: string): Uint8Array => fromHex(hex)!;
