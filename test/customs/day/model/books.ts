import { type Article, ARTICLES, DAY_MS, ENTERPRISES, GUARANTORS, TARIFF } from "../world.ts";
import type {
  Key,
  ListSaid,
  OrderSaid,
  Rates,
  ReturnLine,
  SlipSaid,
  WaybillSaid,
} from "../words.ts";

/** What is kept of every document besides what it says. Events are written as `event code by timeMs`. */
export interface Document {
  readonly name: string;
  guid: string;
  isDraft: boolean;
  status: "live" | "deleted" | "lapsed";
  usedBy: string | undefined;
  timeMs: number;
  readonly events: string[];
}
export interface Order extends Document {
  said: OrderSaid;
  reserved: bigint;
  year: number;
  /** Until when a list can be matched with it. */
  expiresAt: number;
}
export interface Slip extends Document {
  said: SlipSaid;
}
export interface Waybill extends Document {
  said: WaybillSaid;
  where: string | undefined;
  arrivedAt: number | undefined;
}
export interface AssessedLine {
  readonly heading: string;
  readonly version: number;
  readonly value: bigint;
  readonly duty: bigint;
  readonly consumption: bigint;
  readonly valueAdded: bigint;
}
export interface Assessed {
  readonly treatment: "within" | "full";
  readonly lines: readonly AssessedLine[];
}
export interface Return {
  readonly lines: readonly ReturnLine[];
  readonly inTime: boolean;
  readonly arriveBy: number;
  status: "filed" | "approved" | "refused" | "arrived";
  taxFree: boolean | undefined;
}
export interface List {
  readonly name: string;
  readonly key: Key;
  said: ListSaid;
  guid: string;
  status: string;
  mismatches: readonly string[];
  receipt: string | undefined;
  inspecting: boolean;
  preNo: string | undefined;
  invtNo: string | undefined;
  slip: string | undefined;
  waybill: string | undefined;
  assessed: Assessed | undefined;
  matchedAt: number | undefined;
  releasedAt: number | undefined;
  asked: string | undefined;
  returning: bigint[];
  returned: bigint[];
  timeMs: number;
  readonly returns: Return[];
  readonly events: string[];
}
export interface Bill {
  readonly assureCode: string;
  readonly tax: bigint;
  readonly parts: readonly [duty: bigint, consumption: bigint, valueAdded: bigint];
  readonly payFrom: number;
  readonly payBy: number;
  status: "open" | "paid" | "drawn" | "void";
  voided: bigint;
  paid: bigint;
  refundDue: bigint;
  refunded: bigint;
}
export interface Counts {
  declared: number;
  matched: number;
  mismatched: number;
  released: number;
  refused: number;
  sentBack: number;
  cancelled: number;
  returned: number;
  value: bigint;
  tax: bigint;
  readonly hours: number[];
}

export interface Version extends Rates {
  readonly version: number;
  readonly fromMs: number;
}

/** Everything that is to be remembered at a port, in maps. */
export class Books {
  readonly orders = new Map<string, Order>();
  readonly slips = new Map<string, Slip>();
  readonly waybills = new Map<string, Waybill>();
  /** By carrier and number: which parcel has it. */
  readonly numbers = new Map<string, string>();
  readonly lists = new Map<string, List>();
  readonly bills = new Map<string, Bill>();
  /** By document: the lists that name it and are not done, as they came. */
  readonly claims = new Map<string, string[]>();
  /** By order: the slip that was declared for it last. */
  readonly slipOfOrder = new Map<string, string>();
  /** By guid: what it was about. */
  readonly messages = new Map<string, string>();
  readonly listNumbers = new Map<string, string>();
  readonly summed = new Map<string, string>();
  readonly entries = new Map<string, string>();
  readonly suspended = new Set<string>();
  readonly years = new Map<string, { reserved: bigint; used: bigint }>();
  readonly guarantees = new Map<string, { deposited: bigint; committed: bigint }>();
  /** Of guarantors, and of the treasury. */
  readonly money = new Map<string, { available: bigint; held: bigint }>();
  readonly days = new Map<string, Counts>();
  readonly goods = new Map<string, { lists: number; lines: number; value: bigint }>();
  readonly tariff = new Map<string, Version[]>();
  /** By merchant and number. */
  readonly articles = new Map<string, Article>(
    ARTICLES.map((one) => [`${one.merchant} ${one.itemNo}`, one]),
  );
  readonly #kinds = new Map(ENTERPRISES.map(({ code, kinds }) => [code, kinds]));
  readonly #owners = new Map(ENTERPRISES.map(({ code, name }) => [code, name]));

  constructor(startMs: number, funds: bigint) {
    for (const [heading, rates, fromMs = startMs] of TARIFF) {
      const versions = this.tariff.get(heading) ?? [];
      versions.push({ ...rates, version: versions.length + 1, fromMs });
      this.tariff.set(heading, versions);
    }
    for (const { name, code } of GUARANTORS) {
      this.guarantees.set(code, { deposited: 0n, committed: 0n });
      this.money.set(name, { available: funds, held: 0n });
    }
    this.money.set("treasury-cn", { available: funds, held: 0n });
  }

  ownerOf(code: string): string | undefined {
    return this.#owners.get(code);
  }

  /** Whether an enterprise is approved for a kind of business and not suspended. */
  isActive(code: string, kind: string): boolean {
    return this.#kinds.get(code)?.includes(kind) === true && !this.suspended.has(code);
  }

  year(buyer: string, year: number): { reserved: bigint; used: bigint } {
    const name = `${buyer} ${year}`;
    const found = this.years.get(name) ?? { reserved: 0n, used: 0n };
    this.years.set(name, found);
    return found;
  }
}

export const yearOf = (timeMs: number): number => new Date(timeMs).getUTCFullYear();

/** The last millisecond of the so-many-eth day after a moment, in UTC. */
export function endAfter(timeMs: number, days: number): number {
  const day = new Date(timeMs);
  day.setUTCHours(0, 0, 0, 0);
  return day.getTime() + (days + 1) * DAY_MS - 1;
}

export interface Moment {
  readonly by: string;
  readonly timeMs: number;
}

/** Writes an event into a history; the ledger itself is `-`. */
export function note(
  { events }: { readonly events: string[] },
  event: string,
  { by, timeMs }: Moment,
  code = "-",
): void {
  events.push(`${event} ${code} ${by} ${timeMs}`);
}
