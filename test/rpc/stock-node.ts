import { MILK } from "../customs/port.ts";
import { approval, OTHER_WAREHOUSE, saleOf, shelfOf } from "../trade/stock/warehouse-ledger.ts";
import { CustomsNode } from "./customs-node.ts";

const ONE = 100_000n;
let papers = 0;

/** The node at a port, with two warehouses of one keeper. */
export class StockNode extends CustomsNode {
  override open(): this {
    super.open();
    const code = OTHER_WAREHOUSE;
    const terms = { country: "CN", kinds: ["warehouse"], name: "Depot" };
    this.do("warehouse-1", "customs.enterprise.file", { code, ...terms });
    const approved = { version: 1, decision: "approve", reason: undefined };
    this.do("customs-cn", "customs.enterprise.decide", { code, ...approved });
    return this;
  }

  /** So many units lie there. */
  receive(count: bigint, itemNo: string = MILK.itemNo, at?: string): void {
    const body = { ...shelfOf(itemNo, at), quantity: count * ONE, reference: `P-${++papers}` };
    this.do("warehouse-1", "trade.stock.receive", { ...body, replenishes: undefined });
  }

  /** An order of two milk that the merchant brought in and the warehouse approved. */
  approved(externalNo = "1", changes: object = {}): void {
    this.do("merchant-1", "trade.sale.import", saleOf(externalNo, changes));
    this.do("warehouse-1", "trade.sale.decide", approval(externalNo));
  }
}
