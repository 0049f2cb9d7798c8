/**
 * What the words of docs/domain section 4 and of the folder's README mean for batches, in plain maps and by walking about in them: nothing
 * of it comes from `src/`.
 */

/** Something that somebody does, in words that neither side owns. A batch is named by its producer's code and its number. */
export type Deed =
  | Made<"create", { readonly producer: string; readonly batchNo: string; readonly of: string }>
  | Made<"event", { readonly batch: string; readonly event: string }>
  | Made<"split", { readonly batch: string; readonly parts: readonly Amount[] }>
  | Made<"merge", { readonly from: readonly Amount[]; readonly batchNo: string }>
  | Made<"offer", { readonly batch: string; readonly to: string | undefined }>
  | Made<"take", { readonly batch: string }>
  | Made<"pack", { readonly batch: string; readonly waybill: string; readonly code: string }>
  | Made<"recall" | "lift", { readonly batch: string }>;
type Made<Kind extends string, T> = T & {
  readonly kind: Kind;
  readonly by: string;
  /** Of what is created or packed. */
  readonly quantity: bigint;
};
/** A batch's name, or the number of a new one, and how much. */
export type Amount = readonly [name: string, quantity: bigint];

export interface Person {
  readonly role: string;
  readonly country: string;
}

export interface ModelParcel {
  readonly code: string;
  readonly waybill: string;
  readonly quantity: bigint;
}

export interface ModelBatch {
  readonly name: string;
  readonly producer: string;
  readonly batchNo: string;
  readonly of: string;
  readonly quantity: bigint;
  readonly parents: readonly Amount[];
  readonly parcels: ModelParcel[];
  custodian: string;
  offeredTo: string | undefined;
  failed: boolean;
  recall: { readonly by: string; readonly office: boolean } | undefined;
}

const KEEPERS = ["merchant", "platform", "carrier", "warehouse"];
/** Roles that may say something of a batch which another has. */
const SAYERS: Readonly<Record<string, readonly string[]>> = {
  stored: ["warehouse"],
  "inspected-passed": ["inspection", "customs"],
  "inspected-failed": ["inspection", "customs"],
  shipped: ["carrier", "warehouse"],
  "customs-cleared": ["customs"],
  received: ["carrier", "warehouse"],
  temperature: ["carrier", "warehouse"],
  other: ["carrier", "warehouse", "inspection", "customs"],
};
/** What whoever has it may not say of it. */
const OFFICIAL = ["inspected-passed", "inspected-failed", "customs-cleared"];

export class Model {
  readonly batches = new Map<string, ModelBatch>();
  /** What happened, in its order: of which batch, and what. */
  readonly log: (readonly [name: string, event: string])[] = [];
  /** Found once: what a batch was made from never changes. */
  readonly #ancestors = new Map<string, ReadonlySet<string>>();
  readonly #people: ReadonlyMap<string, Person>;
  readonly #producers: ReadonlyMap<string, string>;
  readonly #waybills: readonly string[];

  /** People by name, the owners of producers' codes (all on record in China), and the waybills that are declared. */
  constructor(
    people: ReadonlyMap<string, Person>,
    producers: ReadonlyMap<string, string>,
    waybills: readonly string[],
  ) {
    this.#people = people;
    this.#producers = producers;
    this.#waybills = waybills;
  }

  /** Everything that a batch was made from. */
  ancestors(name: string): ReadonlySet<string> {
    const known = this.#ancestors.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const visit = (one: string): void => {
      for (const [parent] of this.batches.get(one)!.parents) {
        if (found.has(parent)) continue;
        found.add(parent);
        visit(parent);
      }
    };
    visit(name);
    this.#ancestors.set(name, found);
    return found;
  }

  /** Everything that was made from a batch. */
  descendants(name: string): string[] {
    return [...this.batches.keys()].filter((one) => this.ancestors(one).has(name));
  }

  /** What recalls reach a batch. */
  recalls(name: string): string[] {
    const all = [name, ...this.ancestors(name)];
    return all.filter((one) => this.batches.get(one)!.recall !== undefined);
  }

  /** What is in nothing else. */
  left({ name, quantity, parcels }: ModelBatch): bigint {
    let left = quantity;
    for (const { parents } of this.batches.values()) {
      for (const [parent, much] of parents) if (parent === name) left -= much;
    }
    for (const one of parcels) left -= one.quantity;
    return left;
  }

  packedUnder(waybill: string): ModelParcel[] {
    const all = [...this.batches.values()].flatMap((one) => one.parcels);
    return all.filter((one) => one.waybill === waybill);
  }

  /** Every reason for which something cannot be done; none if it can. */
  whyNot(deed: Deed): string[] {
    const rows: (readonly [string, boolean])[] = [];
    switch (deed.kind) {
      case "create": {
        const { producer, batchNo, by } = deed;
        rows.push(["NOT_YOUR_ENTERPRISE", this.#producers.get(producer) !== by]);
        rows.push(["BATCH_EXISTS", this.batches.has(nameOf(producer, batchNo))]);
        break;
      }
      case "event":
        rows.push(...this.#unheard(deed.by, this.#of(deed.batch), deed.event));
        break;
      case "split": {
        const numbers = deed.parts.map(([number]) => number);
        const much = sum(deed.parts.map(([, one]) => one));
        rows.push(...this.#taking(deed.by, [[deed.batch, much]]));
        rows.push(...this.#making([deed.batch], numbers));
        break;
      }
      case "merge": {
        const named = deed.from.map(([name]) => name);
        const goods = named.map((name) => this.#of(name)).map((one) => `${one.producer} ${one.of}`);
        rows.push(...this.#taking(deed.by, deed.from), ...this.#making(named, [deed.batchNo]));
        rows.push(["DIFFERENT_GOODS", new Set(goods).size > 1]);
        break;
      }
      case "offer":
        rows.push(...this.#offering(deed.by, this.#of(deed.batch), deed.to));
        break;
      case "take":
        rows.push(["NOT_OFFERED", this.#of(deed.batch).offeredTo !== deed.by]);
        rows.push(["RECALLED", this.recalls(deed.batch).length > 0]);
        break;
      case "pack": {
        const codes = [...this.batches.values()].flatMap((one) => one.parcels.map((p) => p.code));
        rows.push(...this.#taking(deed.by, [[deed.batch, deed.quantity]]));
        rows.push(["INSPECTION_FAILED", this.#of(deed.batch).failed]);
        rows.push(["UNKNOWN_WAYBILL", !this.#waybills.includes(deed.waybill)]);
        rows.push(["WAYBILL_FULL", this.packedUnder(deed.waybill).length >= 32]);
        rows.push(["CODE_USED", codes.includes(deed.code)]);
        break;
      }
      case "recall":
        rows.push(...this.#recalling(deed.by, this.#of(deed.batch)));
        break;
      case "lift": {
        const { recall } = this.#of(deed.batch);
        rows.push(["NOT_RECALLED", recall === undefined]);
        rows.push(["NOT_YOUR_RECALL", recall !== undefined && recall.by !== deed.by]);
        break;
      }
    }
    return rows.filter(([, is]) => is).map(([code]) => code);
  }

  /** Does what can be done. */
  take(deed: Deed): void {
    if (deed.kind === "create") {
      const { producer, batchNo, by, of, quantity } = deed;
      this.#add({ producer, batchNo, of, quantity, custodian: by, parents: [], failed: false });
      this.log.push([nameOf(producer, batchNo), "created"]);
    } else if (deed.kind === "split") {
      this.log.push([deed.batch, "split"]);
      for (const [number, much] of deed.parts)
        this.#make(number, [[deed.batch, much]], "split-off");
    } else if (deed.kind === "merge") {
      for (const [name] of deed.from) this.log.push([name, "merge"]);
      this.#make(deed.batchNo, deed.from, "merged");
    } else this.#change(deed, this.#of(deed.batch));
  }

  #change(deed: Exclude<Deed, { kind: "create" | "split" | "merge" }>, batch: ModelBatch): void {
    const said = (event: string): void => void this.log.push([batch.name, event]);
    if (deed.kind === "event") {
      if (deed.event.startsWith("inspected-")) batch.failed = deed.event === "inspected-failed";
      said(deed.event);
    } else if (deed.kind === "offer") {
      batch.offeredTo = deed.to;
      said(deed.to === undefined ? "offer-withdrawn" : "offered");
    } else if (deed.kind === "take") {
      batch.custodian = deed.by;
      batch.offeredTo = undefined;
      said("taken-over");
    } else if (deed.kind === "pack") {
      const { code, waybill, quantity } = deed;
      batch.parcels.push({ code, waybill, quantity });
    } else if (deed.kind === "recall") {
      batch.recall = { by: deed.by, office: this.#isOffice(deed.by) };
      said("recalled");
    } else {
      batch.recall = undefined;
      said("recall-lifted");
    }
  }

  #make(batchNo: string, parents: readonly Amount[], event: string): void {
    const from = parents.map(([name]) => this.#of(name));
    const { producer, of, custodian } = from[0]!;
    const quantity = sum(parents.map(([, much]) => much));
    const failed = from.some((one) => one.failed);
    this.#add({ producer, batchNo, of, quantity, custodian, parents, failed });
    this.log.push([nameOf(producer, batchNo), event]);
  }

  #add(one: Omit<ModelBatch, "name" | "parcels" | "offeredTo" | "recall">): void {
    const name = nameOf(one.producer, one.batchNo);
    this.batches.set(name, { ...one, name, parcels: [], offeredTo: undefined, recall: undefined });
  }

  #of(name: string): ModelBatch {
    return this.batches.get(name)!;
  }

  #isOffice(by: string): boolean {
    return ["inspection", "regulator"].includes(this.#people.get(by)!.role);
  }

  /** Its producer is on record in China; its custodian may be elsewhere. */
  #isNear(by: string, { custodian }: ModelBatch): boolean {
    const { country } = this.#people.get(by)!;
    return country === "CN" || country === this.#people.get(custodian)!.country;
  }

  #unheard(by: string, batch: ModelBatch, event: string): (readonly [string, boolean])[] {
    if (batch.custodian === by && !OFFICIAL.includes(event)) return [];
    const { role } = this.#people.get(by)!;
    const isHeard = (SAYERS[event] ?? []).includes(role);
    const isOffice = role === "inspection" || role === "customs";
    return [
      ["NOT_YOURS_TO_SAY", !isHeard],
      ["NOT_YOUR_COUNTRY", isHeard && isOffice && !this.#isNear(by, batch)],
    ];
  }

  #taking(by: string, from: readonly Amount[]): (readonly [string, boolean])[] {
    return from.flatMap(([name, much]) => {
      const batch = this.#of(name);
      return [
        ["NOT_YOUR_CUSTODY", batch.custodian !== by],
        ["RECALLED", this.recalls(name).length > 0],
        ["OFFER_OPEN", batch.offeredTo !== undefined],
        ["MORE_THAN_LEFT", much > this.left(batch)],
      ] as const;
    });
  }

  #making(from: readonly string[], numbers: readonly string[]): (readonly [string, boolean])[] {
    const { producer, batchNo } = this.#of(from[0]!);
    const lineage = new Set(from.flatMap((name) => [name, ...this.ancestors(name)]));
    return [
      ["NUMBER_NOT_OF_BATCH", !numbers.every((one) => one.startsWith(`${batchNo}/`))],
      ["BATCH_EXISTS", numbers.some((one) => this.batches.has(nameOf(producer, one)))],
      ["TOO_MANY_ANCESTORS", lineage.size > 64],
    ];
  }

  #offering(by: string, batch: ModelBatch, to: string | undefined): (readonly [string, boolean])[] {
    const isOffered = batch.offeredTo !== undefined;
    const notYours = ["NOT_YOUR_CUSTODY", batch.custodian !== by] as const;
    if (to === undefined) return [notYours, ["NOTHING_OFFERED", !isOffered]];
    const receiver = this.#people.get(to);
    const keeps = KEEPERS.includes(receiver?.role ?? "");
    return [
      notYours,
      ["UNKNOWN_PARTICIPANT", receiver === undefined],
      ["NO_CUSTODIAN", receiver !== undefined && (!keeps || to === batch.custodian)],
      ["RECALLED", this.recalls(batch.name).length > 0],
      ["OFFER_OPEN", isOffered],
      ["NOTHING_LEFT", this.left(batch) === 0n],
    ];
  }

  #recalling(by: string, batch: ModelBatch): (readonly [string, boolean])[] {
    const isProducer = this.#producers.get(batch.producer) === by;
    const isOffice = this.#isOffice(by);
    const mayTakeItsPlace = isOffice && batch.recall?.office === false;
    return [
      ["NOT_YOUR_BATCH", !isOffice && !isProducer],
      ["NOT_YOUR_COUNTRY", isOffice && !this.#isNear(by, batch)],
      ["RECALLED_ALREADY", batch.recall !== undefined && !mayTakeItsPlace],
    ];
  }
}

export function nameOf(producer: string, batchNo: string): string {
  return `${producer} ${batchNo}`;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, one) => all + one, 0n);
}
