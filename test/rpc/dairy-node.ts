import { toHex } from "../../src/primitives/bytes.ts";
import { CODES, MILK, ONE, parcel } from "../customs/port.ts";
import { newCode, notice, told } from "../trade/batches/dairy.ts";
import { CustomsNode } from "./customs-node.ts";

/** The node at a port, where milk of a merchant is split, moved and packed. Quantities in whole units. */
export class DairyNode extends CustomsNode {
  /** The id of a new batch. */
  create(batchNo: string, units = 100n): Uint8Array {
    const { itemNo, origin } = MILK;
    const goods = { producer: CODES.merchant, batchNo, itemNo, origin, made: 20_000 };
    const result = this.do("merchant-1", "trade.batch.create", { ...goods, quantity: units * ONE });
    return result["id"] as Uint8Array;
  }

  split(batch: Uint8Array, numbers: readonly string[], units = 10n): Uint8Array[] {
    const parts = numbers.map((batchNo) => ({ batchNo, quantity: units * ONE }));
    return this.do("merchant-1", "trade.batch.split", { batch, parts })["batches"] as Uint8Array[];
  }

  merge(batches: readonly Uint8Array[], batchNo: string, units = 5n): Uint8Array {
    const from = batches.map((batch) => ({ batch, quantity: units * ONE }));
    return this.do("merchant-1", "trade.batch.merge", { from, batchNo })["id"] as Uint8Array;
  }

  tell(batch: Uint8Array, event: string, by: string, changes: object = {}): void {
    this.do(by, "trade.batch.event", { batch, ...told(event), ...changes });
  }

  move(batch: Uint8Array, to: string, by = "merchant-1"): void {
    this.do(by, "trade.batch.hand-over", { batch, to });
    this.do(to, "trade.batch.take-over", { batch });
  }

  /** A waybill W-NO that goods can be packed under. */
  waybill(no: string): void {
    this.send(parcel(no), "waybill");
  }

  /** Packs one unit under a waybill; the code, as it is printed. */
  pack(batch: Uint8Array, no: string, by = "merchant-1"): string {
    const { waybill } = parcel(no).keys;
    const code = newCode();
    this.do(by, "trade.batch.pack", { batch, quantity: ONE, waybill, code });
    return toHex(code);
  }

  recall(batch: Uint8Array, by = "merchant-1"): void {
    this.do(by, "trade.batch.recall", { batch, reason: "CONTAMINATION", notice });
  }
}
