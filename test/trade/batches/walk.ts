import { fromHex, toHex } from "../../../src/primitives/bytes.ts";
import { decodeOwn } from "../../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import { alice } from "../../transactions/banking.ts";
import { carrier, CODES, inspection, officeHk, platform } from "../../customs/port.ts";
import type { TestKey } from "../../keys.ts";
import type { Random } from "../../state/random.ts";
import {
  DairyLedger,
  inspectionUs,
  LIPSTICK,
  merchant,
  merchant2,
  MERCHANT_2,
  MILK,
  notice,
  office,
  regulator,
  told,
  warehouse,
  warehouse2,
} from "./dairy.ts";
import { type Deed, Model, type ModelBatch, type Person } from "./model.ts";

const PEOPLE: readonly (readonly [TestKey, string, string])[] = [
  [merchant, "merchant", "HK"],
  [merchant2, "merchant", "CN"],
  [warehouse, "warehouse", "CN"],
  [warehouse2, "warehouse", "CN"],
  [carrier, "carrier", "CN"],
  [platform, "platform", "CN"],
  [office, "customs", "CN"],
  [officeHk, "customs", "HK"],
  [inspection, "inspection", "CN"],
  [inspectionUs, "inspection", "US"],
  [regulator, "regulator", "CN"],
  [alice, "person", "HK"],
];
const KEYS = new Map(PEOPLE.map(([key]) => [key.name, key]));
const KEEPERS = [merchant, merchant2, warehouse, warehouse2, carrier].map(({ name }) => name);
const OFFICES = [office, officeHk, inspection, inspectionUs].map(({ name }) => name);
/** Who recalls: producers and offices. */
const RECALLERS = [merchant, merchant2, inspection, inspectionUs, regulator].map((one) => one.name);
const PRODUCERS = new Map<string, string>([
  [CODES.merchant, merchant.name],
  [MERCHANT_2, merchant2.name],
]);
const GOODS = { milk: MILK, lipstick: LIPSTICK } as const;
/** The last is never declared. */
export const WAYBILLS = ["1", "2", "3", "4", "9"];
const EVENTS = [
  ...["produced", "processed", "stored", "inspected-passed", "inspected-passed"],
  ...["inspected-failed", "shipped", "customs-cleared", "received", "temperature", "other"],
];
/** More would make every check slow; a walk goes on with what there is. */
const BATCHES_MAX = 70;

/** Random deeds of everybody about the batches of two producers, on the ledger and in the model. */
export class Walk {
  readonly ledger = new DairyLedger().open();
  readonly model: Model;
  /** Ids that the ledger gave, by name. */
  readonly ids = new Map<string, Uint8Array>();
  readonly #names = new Map<string, string>();
  readonly #random: Random;
  #numbers = 0;

  constructor(random: Random) {
    this.#random = random;
    this.ledger.recordGoodsOf(merchant2, MERCHANT_2);
    const declared = WAYBILLS.slice(0, -1);
    for (const no of declared) this.ledger.waybill(no);
    const people = PEOPLE.map(([key, role, country]): [string, Person] => [
      key.name,
      { role, country },
    ]);
    this.model = new Model(new Map(people), PRODUCERS, declared);
  }

  /** On the ledger and, if it was carried out, in the model; the ledger's code. */
  take(deed: Deed): string {
    const [type, body] = this.#operation(deed);
    const one = this.ledger.unsigned([{ type, body }], KEYS.get(deed.by)!);
    const { code, results } = this.ledger.block([one]).receipts[0]!;
    if (code !== "OK") return code;
    this.model.take(deed);
    const result = decodeOwn(operationTypeByName(type)!.result, results[0]!) as {
      readonly id?: Uint8Array;
      readonly batches?: readonly Uint8Array[];
    };
    const made = result.batches ?? (result.id === undefined ? [] : [result.id]);
    const names = [...this.model.batches.keys()].slice(this.ids.size);
    for (const [at, id] of made.entries()) {
      this.ids.set(names[at]!, id);
      this.#names.set(toHex(id), names[at]!);
    }
    return code;
  }

  /** The name of a batch by the ledger's id. */
  nameOf(id: Uint8Array): string {
    return this.#names.get(toHex(id)) ?? "unknown";
  }

  next(): Deed {
    const { size } = this.model.batches;
    const draw = this.#random.below(100);
    if (size < 3 || (draw < 5 && size < BATCHES_MAX)) return this.#creating();
    if (draw < 30 && size < BATCHES_MAX) return draw < 18 ? this.#splitting() : this.#merging();
    if (draw < 45) return this.#telling();
    if (draw < 68) return this.#moving();
    return draw < 84 ? this.#packing() : this.#recalling();
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#random.below(of.length)]!;
  }

  #isSeldom(): boolean {
    return this.#random.below(12) === 0;
  }

  /** Mostly one of which something is left. */
  #batch(): ModelBatch {
    const all = [...this.model.batches.values()];
    const full = all.filter((one) => this.model.left(one) > 0n);
    return full.length === 0 || this.#isSeldom() ? this.#one(all) : this.#one(full);
  }

  #custodianOf({ custodian }: ModelBatch): string {
    return this.#isSeldom() ? this.#one(KEEPERS) : custodian;
  }

  /** From one unit to all, and now and then one too many. */
  #muchOf(batch: ModelBatch): bigint {
    const left = this.model.left(batch);
    if (left === 0n || this.#isSeldom()) return left + 1n;
    return this.#random.below(4) === 0 ? left : 1n + BigInt(this.#random.below(Number(left)));
  }

  #numberOf({ batchNo }: ModelBatch): string {
    if (this.#isSeldom()) return `OWN-${++this.#numbers}`;
    return `${batchNo}/${this.#isSeldom() ? 1 : (++this.#numbers).toString(36)}`;
  }

  #creating(): Deed {
    const producer = this.#one([...PRODUCERS.keys()]);
    const by = this.#isSeldom() ? merchant.name : PRODUCERS.get(producer)!;
    const of = producer === CODES.merchant && this.#random.below(4) === 0 ? "lipstick" : "milk";
    const batchNo = `LOT-${this.#isSeldom() ? 1 : ++this.#numbers}`;
    const quantity = BigInt(1 + this.#random.below(10_000));
    return { kind: "create", by, producer, batchNo, of, quantity };
  }

  #splitting(): Deed {
    const batch = this.#batch();
    const count = 1 + this.#random.below(3);
    const much = this.#muchOf(batch);
    const each = much / BigInt(count);
    const numbers = new Set(Array.from({ length: count }, () => this.#numberOf(batch)));
    const parts = [...numbers].map((one) => [one, each > 0n ? each : 1n] as const);
    const by = this.#custodianOf(batch);
    return { kind: "split", by, batch: batch.name, parts, quantity: 0n };
  }

  /** Mostly of what somebody has of the same goods. */
  #merging(): Deed {
    const first = this.#batch();
    const all = [...this.model.batches.values()].filter((one) => one !== first);
    const fits = (one: ModelBatch): boolean =>
      one.custodian === first.custodian &&
      one.of === first.of &&
      one.producer === first.producer &&
      this.model.left(one) > 0n;
    const alike = all.filter(fits);
    const others = alike.length === 0 || this.#isSeldom() ? all : alike;
    const count = 1 + this.#random.below(3);
    const named = [first, ...Array.from({ length: count }, () => this.#one(others))];
    const from = [...new Set(named)].map((one) => [one.name, this.#muchOf(one)] as const);
    const by = this.#custodianOf(first);
    return { kind: "merge", by, from, batchNo: this.#numberOf(first), quantity: 0n };
  }

  #telling(): Deed {
    const batch = this.#batch();
    const event = this.#one(EVENTS);
    const by = event.startsWith("inspected") ? this.#one(OFFICES) : this.#one([...KEYS.keys()]);
    const isHeard = by !== alice.name && by !== regulator.name;
    const teller = isHeard ? by : batch.custodian;
    return { kind: "event", by: teller, batch: batch.name, event, quantity: 0n };
  }

  #moving(): Deed {
    const offered = [...this.model.batches.values()].filter((one) => one.offeredTo !== undefined);
    const isOpen = offered.length > 0 && this.#random.below(2) === 0;
    const batch = isOpen ? this.#one(offered) : this.#batch();
    if (isOpen && this.#random.below(4) > 0) {
      const by = this.#isSeldom() ? this.#one(KEEPERS) : batch.offeredTo!;
      return { kind: "take", by, batch: batch.name, quantity: 0n };
    }
    const by = this.#custodianOf(batch);
    const receivers = this.#isSeldom() ? [alice.name, "nobody-1"] : KEEPERS;
    const to = isOpen || this.#isSeldom() ? undefined : this.#one(receivers);
    return { kind: "offer", by, batch: batch.name, to, quantity: 0n };
  }

  #packing(): Deed {
    const batch = this.#batch();
    const known = [...this.model.batches.values()].flatMap((one) => one.parcels);
    const isUsed = known.length > 0 && this.#isSeldom();
    const code = isUsed ? this.#one(known).code : toHex(this.#random.bytes(16));
    const waybill = this.#random.below(6) === 0 ? this.#one(WAYBILLS) : WAYBILLS[0]!;
    const left = this.model.left(batch);
    const quantity = this.#random.below(3) === 0 ? this.#muchOf(batch) : left / 10n + 1n;
    const by = this.#custodianOf(batch);
    return { kind: "pack", by, batch: batch.name, quantity, waybill, code };
  }

  /** Mostly a recall is lifted again, or there would soon be nothing left to walk with. */
  #recalling(): Deed {
    const recalled = [...this.model.batches.values()].filter((one) => one.recall !== undefined);
    const isLifted = recalled.length > 0 && this.#random.below(3) > 0;
    if (!isLifted) {
      const isAgain = recalled.length > 0 && this.#random.below(4) === 0;
      const { name } = isAgain ? this.#one(recalled) : this.#batch();
      return { kind: "recall", by: this.#one(RECALLERS), batch: name, quantity: 0n };
    }
    const { name, recall } = this.#isSeldom() ? this.#batch() : this.#one(recalled);
    const by = this.#isSeldom() ? this.#one(RECALLERS) : (recall?.by ?? merchant.name);
    return { kind: "lift", by, batch: name, quantity: 0n };
  }

  /** The same words as an operation of the ledger. */
  #operation(deed: Deed): readonly [type: string, body: object] {
    if (deed.kind === "create") {
      const { producer, batchNo, of, quantity } = deed;
      const { itemNo, origin } = GOODS[of as keyof typeof GOODS];
      const body = this.ledger.batchOf(batchNo, quantity, { producer, itemNo, origin });
      return ["trade.batch.create", body];
    }
    if (deed.kind === "merge") {
      const from = deed.from.map(([name, quantity]) => ({ batch: this.ids.get(name)!, quantity }));
      return ["trade.batch.merge", { from, batchNo: deed.batchNo }];
    }
    const batch = this.ids.get(deed.batch)!;
    switch (deed.kind) {
      case "event":
        return ["trade.batch.event", { batch, ...told(deed.event) }];
      case "split": {
        const parts = deed.parts.map(([batchNo, quantity]) => ({ batchNo, quantity }));
        return ["trade.batch.split", { batch, parts }];
      }
      case "offer":
        return ["trade.batch.hand-over", { batch, to: deed.to }];
      case "take":
        return ["trade.batch.take-over", { batch }];
      case "pack": {
        const waybill = { logisticsCode: CODES.carrier, logisticsNo: `W-${deed.waybill}` };
        const code = fromHex(deed.code)!;
        return ["trade.batch.pack", { batch, quantity: deed.quantity, waybill, code }];
      }
      case "recall":
        return ["trade.batch.recall", { batch, reason: "DEFECT", notice }];
      case "lift":
        return ["trade.batch.recall.lift", { batch }];
    }
  }
}
