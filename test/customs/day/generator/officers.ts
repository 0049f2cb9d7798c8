import type { Act, Answer } from "../words.ts";
import { ENTERPRISES } from "../world.ts";
import type { Aftercare } from "./aftercare.ts";
import { newGuid, type Town } from "./life.ts";
import { happens, pick } from "./parcel.ts";

const HOUR = 60;
/** What another try may put right, since it was nobody's slip. */
const PASSING = [
  "MERCHANT_NOT_ACTIVE",
  "CARRIER_NOT_ACTIVE",
  "COMMODITY_NOT_ACTIVE",
  "GUARANTEE_SHORT",
  "NO_TARIFF",
];
const TRIES = 2;

type ReceiptAct = Extract<Act, { kind: "receipt" }>;

/** Customs and inspection with the lists that they have, and their declarants' wishes. */
export class Officers {
  readonly #town: Town;
  readonly #aftercare: Aftercare;
  readonly #tries = new Map<string, number>();
  #numbers = 0;
  declareAgain: (list: string) => void = () => undefined;
  declareAnew: (list: string) => void = () => undefined;
  /** A guarantor's deposit does not suffice. */
  guaranteeShort: (code: string) => void = () => undefined;

  constructor(town: Town, aftercare: Aftercare) {
    this.#town = town;
    this.#aftercare = aftercare;
  }

  matched(list: string): void {
    const { random, schedule, often } = this.#town;
    this.#lookAt(list, 1 + random.below(45));
    if (happens(random, 150 * often)) schedule.in(1 + random.below(40), this.#asked(list));
    if (happens(random, 150)) this.#stray(list);
  }

  mismatched(list: string, codes: readonly string[]): void {
    const { random, schedule, model } = this.#town;
    if (codes.includes("GUARANTEE_SHORT")) {
      this.guaranteeShort(model.books.lists.get(list)!.said.assureCode!);
    }
    const tries = this.#tries.get(list) ?? 0;
    if (!codes.some((one) => PASSING.includes(one)) || tries === TRIES) return;
    this.#tries.set(list, tries + 1);
    schedule.in(2 * HOUR + random.below(2 * HOUR), {
      make: () => {
        if (model.books.lists.get(list)!.status === "mismatched") this.declareAgain(list);
        return undefined;
      },
    });
  }

  /** An officer takes the list up, and does with it what it is the time for. */
  #lookAt(list: string, delay: number): void {
    let made: Act | undefined;
    this.#town.schedule.in(delay, {
      make: () => {
        const found = this.#next(list);
        made = found?.act;
        return found;
      },
      then: (answer) => this.#goOn(list, made!, answer),
    });
  }

  #next(list: string): { readonly by: string; readonly act: Act } | undefined {
    const { random, model } = this.#town;
    const { status, asked, said, inspecting } = model.books.lists.get(list)!;
    const customs = "customs-gz";
    if (asked !== undefined && random.below(5) > 0) {
      return { by: customs, act: { kind: "answer", list, approve: random.below(5) > 0 } };
    }
    const isThere = said.tradeMode !== "9610" || said.direction === "export" || this.#isThere(list);
    // Some are released before they are there: the ledger has to say no.
    const isReleased = isThere || random.below(10) === 0;
    switch (status) {
      case "matched":
      case "stored":
      case "manual":
      case "concluded":
        return this.#decide(list, status, isReleased);
      case "inspection":
      case "detained": {
        const inspector = inspecting === random.below(12) > 0 ? "inspection-gz" : customs;
        const draw = random.below(100);
        const isBack = draw < (status === "detained" ? 40 : 4);
        if (isBack) return { by: customs, act: this.#receipt(list, "700") };
        if (status === "inspection" && draw < 9)
          return { by: inspector, act: this.#receipt(list, "502") };
        return { by: inspector, act: this.#receipt(list, "399") };
      }
      case "exception":
        if (random.below(2) === 0) return { by: customs, act: this.#receipt(list, "300") };
        this.declareAgain(list);
        return undefined;
      default:
        return undefined;
    }
  }

  #decide(list: string, status: string, isReleased: boolean) {
    const { random, often } = this.#town;
    const draw = random.below(1_000 / often);
    const ways: readonly (readonly [below: number, by: string, code: string])[] = [
      [12, "customs-gz", "100"],
      [35, "inspection-gz", "500"],
      [45, "customs-gz", "500"],
      [
        48,
        pick(random, ["customs-gz", "inspection-gz"]),
        pick(random, ["501", "502", "503", "599"]),
      ],
      [56, "customs-gz", "exception"],
      [80, "customs-gz", "300"],
      [status === "matched" ? 330 : 90, "customs-gz", "120"],
    ];
    const found = ways.find(([below]) => draw < below);
    if (found !== undefined) return { by: found[1], act: this.#receipt(list, found[2]) };
    return isReleased ? { by: "customs-gz", act: this.#receipt(list, "800") } : undefined;
  }

  #isThere(list: string): boolean {
    const { books } = this.#town.model;
    return books.waybills.get(books.lists.get(list)!.waybill ?? "")?.arrivedAt !== undefined;
  }

  #receipt(list: string, code: string): ReceiptAct {
    const { random, model } = this.#town;
    const exception = code === "exception" ? 1 + random.below(900) : undefined;
    const { preNo, invtNo } = model.books.lists.get(list)!;
    // Now and then a number that somebody has.
    const number = (): string => {
      if (!happens(random, 20)) this.#numbers++;
      return `51412027${String(this.#numbers).padStart(10, "0")}`;
    };
    const numbers = {
      preNo: code === "120" && preNo === undefined ? number() : undefined,
      invtNo:
        code === "800" && (invtNo === undefined || happens(random, 50)) ? number() : undefined,
    };
    return { kind: "receipt", list, code, exception, ...numbers };
  }

  /** What comes after what was done, or tried. */
  #goOn(list: string, act: Act, { code }: Answer): void {
    const { random, schedule, model } = this.#town;
    const { status } = model.books.lists.get(list)!;
    if (act.kind === "receipt" && code === "OK" && status === "released") {
      this.#aftercare.released(list);
      const closed = this.#receipt(list, "899");
      if (random.below(2) === 0) {
        schedule.in(1 + random.below(6 * HOUR), {
          make: () => ({ by: "customs-gz", act: closed }),
        });
      }
      return;
    }
    if (status === "refused") {
      const draw = random.below(10);
      if (draw < 7)
        schedule.in(1 + random.below(2 * HOUR), {
          make: () => (this.declareAgain(list), undefined),
        });
      return;
    }
    if (status === "cancelled") {
      if (random.below(3) === 0) this.declareAnew(list);
      return;
    }
    if (["sent-back", "deleted", "closed"].includes(status)) return;
    this.#lookAt(list, 5 + random.below(HOUR));
  }

  #asked(list: string) {
    const { random } = this.#town;
    const owner = ENTERPRISES.find(({ code }) => code === list.split(" ")[0])!.name;
    const by = happens(random, 500) ? pick(random, ["declarant-1", "declarant-2"]) : owner;
    return { make: () => ({ by, act: { kind: "cancel" as const, guid: newGuid(), list } }) };
  }

  /** What nobody may do there and then, mostly. */
  #stray(list: string): void {
    const { random, schedule } = this.#town;
    const deeds: readonly (readonly [by: string, act: Act])[] = [
      ["customs-hk", this.#receipt(list, "300")],
      ["inspection-gz", this.#receipt(list, "700")],
      ["inspection-gz", this.#receipt(list, "399")],
      ["customs-gz", this.#receipt(list, "899")],
      ["customs-gz", { kind: "answer", list, approve: true }],
      ["inspection-gz", { kind: "answer", list, approve: true }],
      ["customs-gz", { kind: "let-in", list, place: 0, approve: true }],
      ["treasury-cn", { kind: "refund", list }],
      ["platform-1", { kind: "pay", list }],
      ["customs-gz", { ...this.#receipt(list, "300"), list: `${list}X` }],
    ];
    const [by, act] = pick(random, deeds);
    schedule.in(1 + random.below(HOUR), { make: () => ({ by, act }) });
  }
}
