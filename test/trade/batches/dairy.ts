import { expect } from "vitest";

import type { Receipt } from "../../../src/chain/receipt.ts";
import type { Role } from "../../../src/chain/participant.ts";
import { COUNCIL } from "../../../src/primitives/account-id.ts";
import { dayOf } from "../../../src/primitives/civil-day.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";
import { type BatchRecord, batches } from "../../../src/transactions/trade/batches/records.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { council } from "../../ledger.ts";
import {
  CODES,
  CustomsLedger,
  LIPSTICK,
  merchant,
  MILK,
  office,
  parcel,
  regulatorCn as regulator,
  warehouse,
} from "../../customs/port.ts";

export const [merchant2, warehouse2, inspectionUs] = [
  ...["merchant-2", "warehouse-2", "inspection-us"],
].map(testKey) as [TestKey, TestKey, TestKey];
export const MERCHANT_2 = "440196000N";

const OTHERS: readonly (readonly [TestKey, readonly Role[], string])[] = [
  [merchant2, ["merchant"], "CN"],
  [warehouse2, ["warehouse"], "CN"],
  [inspectionUs, ["inspection"], "US"],
];

/** SHA-256 of the text of a notice. */
export const notice = sha256(utf8("Do not drink LOT-1."));

/** So much of each part, by number. */
export type Parts = Readonly<Record<string, bigint>>;

let codes = 0;
/** A code that no parcel had before in this process. Real ones are random. */
export function newCode(): Uint8Array {
  return sha256(utf8(`parcel ${++codes}`)).subarray(0, 16);
}

/** A ledger where milk is made, moved, packed and recalled. */
export class DairyLedger extends CustomsLedger {
  override open(): this {
    super.open({ taxes: false });
    const thresholds = { low: 1, medium: 1, high: 1 };
    const orders = OTHERS.map(([{ name, publicKey }, roles, country]) => {
      const authority = { signers: [{ publicKey, weight: 1 }], thresholds };
      const body = { name, roles, country, lei: undefined, authority };
      return { type: "participant.register", body };
    });
    expect(this.run(orders, { by: council, account: COUNCIL }).code).toBe("OK");
    this.record(merchant2, MERCHANT_2, ["merchant"]);
    return this;
  }

  /** Another merchant puts the same milk on record. */
  recordGoodsOf(by: TestKey, seller: string): void {
    const key = { merchant: seller, itemNo: MILK.itemNo };
    const terms = { gcode: MILK.gcode, name: "Milk", origin: MILK.origin, unit: "007" };
    const body = { ...key, ...terms, unit1: "035", unit2: undefined, barcode: undefined };
    this.do(by, "customs.commodity.file", body);
    const decision = { ...key, version: 1, decision: "approve", reason: undefined };
    this.do(office, "customs.commodity.decide", decision);
  }

  /** A body of trade.batch.create. */
  batchOf(batchNo: string, quantity = 1_000n, changes: object = {}) {
    const { itemNo, origin } = MILK;
    const made = dayOf(this.timeMs);
    return {
      ...{ producer: CODES.merchant, batchNo, itemNo, made, origin, quantity },
      ...changes,
    };
  }

  create(batchNo: string, quantity = 1_000n, changes: object = {}): Uint8Array {
    const body = this.batchOf(batchNo, quantity, changes);
    return this.do(merchant, "trade.batch.create", body)["id"] as Uint8Array;
  }

  split(batch: Uint8Array, parts: Parts, by = merchant): Uint8Array[] {
    const body = { batch, parts: partsOf(parts) };
    return this.do(by, "trade.batch.split", body)["batches"] as Uint8Array[];
  }

  merge(batchNo: string, from: readonly Share[], by = merchant): Uint8Array {
    const body = { from: sharesOf(from), batchNo };
    return this.do(by, "trade.batch.merge", body)["id"] as Uint8Array;
  }

  offer(batch: Uint8Array, to: TestKey | undefined, by = merchant): void {
    this.do(by, "trade.batch.hand-over", { batch, to: to?.name });
  }

  move(batch: Uint8Array, to: TestKey = warehouse, by = merchant): void {
    this.offer(batch, to, by);
    this.do(to, "trade.batch.take-over", { batch });
  }

  tell(batch: Uint8Array, event: string, by: TestKey, changes: object = {}): void {
    this.do(by, "trade.batch.event", { batch, ...told(event), ...changes });
  }

  /** A waybill of the carrier that goods can be packed under. */
  waybill(no: string) {
    const of = parcel(no);
    this.send(of, "waybill");
    return of.keys.waybill;
  }

  pack(batch: Uint8Array, quantity: bigint, waybill: object, by = merchant): Uint8Array {
    const code = newCode();
    this.do(by, "trade.batch.pack", { batch, quantity, waybill, code });
    return code;
  }

  tryRecall(batch: Uint8Array, by: TestKey = merchant): Receipt {
    return this.try(by, "trade.batch.recall", { batch, reason: "CONTAMINATION", notice });
  }

  recall(batch: Uint8Array, by: TestKey = merchant): void {
    expect(this.tryRecall(batch, by).code).toBe("OK");
  }

  lift(batch: Uint8Array, by: TestKey = merchant): Record<string, unknown> {
    return this.do(by, "trade.batch.recall.lift", { batch });
  }

  batch(id: Uint8Array): BatchRecord {
    return batches.read(this.state, id)!;
  }

  /** A batch that was made from so many others as one can be: 64. */
  deepBatch(): Uint8Array {
    let id = this.create("L", 100_000n);
    let no = "L";
    // 16 parts that become one again: 17 more each time, and of the last only 12.
    for (const count of [16, 16, 16, 12]) {
      const numbers = Array.from({ length: count }, (_, at) => `${no}/${at.toString(36)}`);
      const each = this.batch(id).left / 16n;
      const made = this.split(id, Object.fromEntries(numbers.map((one) => [one, each])));
      no = `${numbers[0]!}/m`;
      id = this.merge(
        no,
        made.map((one) => [one, each]),
      );
    }
    return id;
  }
}

/** A batch, and how much of it. */
export type Share = readonly [batch: Uint8Array, quantity: bigint];
export const sharesOf = (from: readonly Share[]) =>
  from.map(([batch, quantity]) => ({ batch, quantity }));
export const partsOf = (parts: Parts) =>
  Object.entries(parts).map(([batchNo, quantity]) => ({ batchNo, quantity }));
/** An event that says nothing more. */
export const told = (event: string) => ({
  ...{ event, country: undefined, document: undefined, code: undefined },
});

export const suspension = { decision: "suspend", reason: "OTHER" };

export { LIPSTICK, MILK, merchant, office, regulator, warehouse };
