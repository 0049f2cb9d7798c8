import type { Receipt } from "../../src/chain/receipt.ts";
import { type ListRecord, lists, listId } from "../../src/transactions/customs/lists/records.ts";
import type { TestKey } from "../keys.ts";
import { uetr } from "../ledger.ts";
import type { Random } from "../state/random.ts";
import { bills } from "../../src/transactions/customs/tax/bill.ts";
import { waybills } from "../../src/transactions/customs/orders/records.ts";
import { byReceipt, CODES_OF_RECEIPTS, type Place, STEPS, type Step } from "./diagram.ts";
import {
  article,
  CODES,
  CustomsLedger,
  DAY,
  declarant,
  type DocumentName,
  head,
  inspection,
  LIPSTICK,
  MILK,
  newGuid,
  office as customs,
  ONE,
  ORIGINATORS,
  parcel,
  type Parcel,
  platform,
  treasury,
  warehouse,
  yuan,
} from "./port.ts";

/** A step of a random walk. `kind` says which table it is held to; others only have to lose nothing. */
export interface WalkStep {
  readonly kind: "document" | "message" | "receipt" | "other";
  readonly what: string;
  /** Whose parcel, from 0. */
  readonly of: number;
  /** Receipt or step of the diagram. */
  readonly code: string;
  readonly office: "customs" | "inspection";
  readonly by: TestKey;
  readonly type: string;
  readonly body: object;
}

const first = parcel("1", [article(MILK, 2n, 20_000n), article(LIPSTICK, 3n, 9_999n)]);
const abroad = parcel("5");
const out = { direction: "export", currency: "502" };
const without = { payment: undefined, assureCode: undefined, tradeMode: "9710" };
/**
 * Parcels of one buyer, the second a single article above the limit of a transaction; a rival list for the first one's documents;
 * and an export.
 */
const PARCELS: readonly Parcel[] = [
  first,
  parcel("2", [article(LIPSTICK, 1n, 599_000n)]),
  { ...first, keys: { ...first.keys, list: { ...first.keys.list, copNo: "L-3" } } },
  parcel("4", [article(MILK, 7n, 70_001n)]),
  {
    ...abroad,
    order: { ...abroad.order, ...out, buyer: undefined },
    waybill: { ...abroad.waybill, direction: "export" },
    list: { ...abroad.list, ...out, ...without },
  } as unknown as Parcel,
];
/** Places among the steps about what else happens. */
const [PAY, REFUND] = [0, 1];
const DOCUMENTS = ["order", "payment", "waybill"] as const;

/** What is wrong with a document now and then. */
const SLIPS: Readonly<Record<DocumentName, object>> = {
  order: { taxTotal: 1n },
  payment: { amountPaid: 1n },
  waybill: { consignee: new Uint8Array(32) },
  list: { insuredFee: 1_234n },
};

/** Random steps of everybody about three parcels. */
export class Walk {
  readonly ledger = new CustomsLedger().open();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    // Every walk begins with something to walk on.
    const begun = PARCELS.filter((_, at) => at !== 2);
    for (const one of begun) for (const name of DOCUMENTS) this.ledger.send(one, name);
    for (const one of begun) this.ledger.send(one, "list");
    for (const at of [0, 3]) this.ledger.arrive(PARCELS[at]!);
  }

  lists(): (ListRecord | undefined)[] {
    return PARCELS.map((one) => lists.read(this.ledger.state, idOf(one)));
  }

  take({ by, type, body }: WalkStep): Receipt {
    if (type === "wait") {
      this.ledger.wait(1 + this.#random.below(12 * DAY));
      return { transaction: idOf(first), code: "OK", failedOperation: undefined, results: [] };
    }
    return this.ledger.block([this.ledger.unsigned([{ type, body }], by)]).receipts[0]!;
  }

  next(): WalkStep {
    const of = this.#random.below(PARCELS.length);
    const draw = this.#random.below(100);
    if (draw < 22) return this.#document(of);
    if (draw < 42) return this.#message(of, this.#one(["new", ...STEPS]));
    if (draw < 72) return this.#receipt(of);
    // What is released has the longest way before it.
    const out = this.lists().flatMap((list, at) => (list?.releasedAt === undefined ? [] : [at]));
    return this.#other(out.length > 0 && this.#random.below(4) > 0 ? this.#one(out) : of);
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#random.below(of.length)]!;
  }

  #declaration(of: number, name: DocumentName, appType: string, appStatus: string): object {
    const { keys, [name]: content } = PARCELS[of]!;
    const slip = this.#random.below(6) === 0 ? SLIPS[name] : {};
    const said = appType === "delete" ? undefined : { ...content, ...slip };
    return { ...head({ appType, appStatus }), ...keys[name], content: said };
  }

  #document(of: number): WalkStep {
    const name = this.#one(DOCUMENTS);
    const appType = this.#one(["new", "change", "change", "delete"]);
    const appStatus = this.#one(["declare", "declare", "declare", "draft"]);
    const body = this.#declaration(of, name, appType, appStatus);
    const [kind, type] = ["document" as const, `customs.${name}.declare`];
    const what = `${appType} (${appStatus}) ${name}`;
    return { kind, what, of, code: appType, office: "customs", by: ORIGINATORS[name], type, body };
  }

  #message(of: number, step: Step | "new"): WalkStep {
    const list = idOf(PARCELS[of]!);
    const rest = { of, code: step, office: "customs" as const, what: `list ${step}` };
    // A repeated `new` is refused whatever the list is: no line of the diagram.
    const kind = step === "new" ? ("other" as const) : ("message" as const);
    const declares = (appType: string, appStatus = "declare"): WalkStep => {
      const body = this.#declaration(of, "list", appType, appStatus);
      return { ...rest, kind, by: declarant, type: "customs.list.declare", body };
    };
    if (step === "new" || step === "change" || step === "delete") return declares(step);
    if (step === "draft") return declares("change", "draft");
    if (step === "approve" || step === "keep") {
      const body = { list, approve: step === "approve" };
      return { ...rest, kind, by: customs, type: "customs.list.cancel.decide", body };
    }
    const [guid, by] = [newGuid(), declarant];
    if (step === "cancel") {
      const body = { guid, list, reason: "OTHER" };
      return { ...rest, kind, by, type: "customs.list.cancel", body };
    }
    // How much is left is no matter of the diagram either.
    const lines = [{ line: 0, quantity: ONE / BigInt(1 + this.#random.below(3)) }];
    const body = { guid, list, lines };
    return { ...rest, kind: "other", by, type: "customs.list.return", body };
  }

  /** Where a list is, for the diagram. */
  placeOf({ status, inspecting, cancelling, waybill }: ListRecord): Place {
    const parcel = waybill && waybills.read(this.ledger.state, waybill);
    const arrived = parcel?.arrivedAt !== undefined;
    return { status, inspecting, asked: cancelling !== undefined, arrived };
  }

  /** Mostly what leads on, or a walk would go nowhere. */
  #receipt(of: number): WalkStep {
    const list = idOf(PARCELS[of]!);
    const isInspection = this.#random.below(4) === 0;
    const office = isInspection ? "inspection" : "customs";
    const record = lists.read(this.ledger.state, list);
    const leading = CODES_OF_RECEIPTS.filter(
      (code) => record && /^[a-z-]+$/.test(byReceipt(this.placeOf(record), code, office)),
    );
    const isBlind = leading.length === 0 || this.#random.below(4) === 0;
    const code = this.#one(isBlind ? CODES_OF_RECEIPTS : leading);
    const exception = code === "exception" ? 3 : undefined;
    const body = { list, code, exception, preNo: undefined, invtNo: undefined };
    return {
      ...{ kind: "receipt", what: `${code} by ${office}`, of, code, office },
      ...{ by: isInspection ? inspection : customs, type: "customs.list.receipt", body },
    };
  }

  /** Paying or paying back, if it is the time for that: it rarely is. */
  #due<T>(list: Uint8Array, [...ways]: readonly T[]): T | undefined {
    const bill = bills.read(this.ledger.state, list);
    if (bill === undefined || this.#random.below(3) === 0) return undefined;
    if (bill.refundDue > bill.refunded) return ways[REFUND];
    const isPayable = bill.status === "open" && this.ledger.timeMs >= bill.payFrom;
    return isPayable ? ways[PAY] : undefined;
  }

  #other(of: number): WalkStep {
    const list = idOf(PARCELS[of]!);
    if (this.#random.below(5) === 0) return this.#message(of, "return");
    const place = this.#random.below(1 + (lists.read(this.ledger.state, list)?.returns ?? 0));
    const minor = BigInt(1 + this.#random.below(100_000));
    const approve = this.#random.below(4) > 0;
    const arrival = { guid: newGuid(), operatorCode: CODES.warehouse };
    const parcels = [PARCELS[of]!.keys.waybill];
    const ways: readonly (readonly [TestKey, string, object])[] = [
      [platform, "customs.tax.pay", { list, uetr: uetr() }],
      [treasury, "customs.tax.refund", { list, uetr: uetr() }],
      [customs, "wait", {}],
      [warehouse, "customs.arrival.declare", { ...arrival, parcels }],
      [customs, "customs.list.return.decide", { list, place, approve }],
      [customs, "customs.list.return.arrive", { list, place }],
      [platform, "customs.guarantee.deposit", { code: CODES.platform, amount: yuan(minor) }],
      [platform, "customs.guarantee.withdraw", { code: CODES.platform, minor: minor * 1_000n }],
    ];
    const [by, type, body] = this.#due(list, ways) ?? this.#one(ways);
    return { kind: "other", what: type, of, code: type, office: "customs", by, type, body };
  }
}

function idOf({ keys }: Parcel): Uint8Array {
  return listId(keys.list.agentCode, keys.list.copNo);
}
