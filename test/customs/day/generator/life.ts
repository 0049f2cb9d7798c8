import type { Random } from "../../../state/random.ts";
import type { Model } from "../model/model.ts";
import {
  type Act,
  type Answer,
  type AppType,
  type Contents,
  type Declaration,
  type Deed,
  type DocumentName,
  type Key,
  listName,
} from "../words.ts";
import { DECLARANTS, WAREHOUSES } from "../world.ts";
import type { Officers } from "./officers.ts";
import { happens, type Parcel, type Parcels, pick } from "./parcel.ts";
import type { Schedule } from "./schedule.ts";
import { oneWrong } from "./wrong.ts";

const HOUR = 60;
export const DAY = 24 * HOUR;

let guids = 0;
export function newGuid(): string {
  const hex = (++guids).toString(16).toUpperCase().padStart(12, "0");
  return `0F1E2D3C-4B5A-4697-8877-${hex}`;
}

export interface Town {
  readonly random: Random;
  readonly schedule: Schedule;
  readonly model: Model;
  /** How many times as often happens what is seldom: on a small day it would not happen at all. */
  readonly often: number;
}

interface Sending {
  readonly appType?: AppType;
  readonly isDraft?: boolean;
  readonly changes?: object;
  readonly guid?: string;
}

/** How parcels come to be declared: their documents in any order, wrong and put right, twice, late, taken back. */
export class Lives {
  readonly #town: Town;
  readonly #parcels: Parcels;
  readonly #officers: Officers;
  readonly #parcelOf = new Map<string, Parcel>();

  constructor(town: Town, parcels: Parcels, officers: Officers) {
    this.#town = town;
    this.#parcels = parcels;
    this.#officers = officers;
    officers.declareAgain = (list) => this.#again(list);
    officers.declareAnew = (list) => this.#anew(list);
  }

  /** A parcel is ordered now. */
  begin(): void {
    const { random, schedule, often } = this.#town;
    const parcel = this.#parcels.next();
    this.#parcelOf.set(listName(parcel.keys.list), parcel);
    const names = (["order", "payment", "waybill", "list"] as const).filter(
      (name) => name !== "payment" || parcel.hasSlip,
    );
    const wrong = happens(random, 300 * often) ? oneWrong(random, parcel) : undefined;
    const late = happens(random, 100 * often) ? pick(random, names) : undefined;
    let last = 0;
    for (const name of names) {
      const delay = name === late ? DAY - schedule.now + random.below(4 * HOUR) : random.below(90);
      if (name !== late) last = Math.max(last, delay);
      this.#send(parcel, name, delay, wrong?.name === name ? wrong.changes : {});
    }
    if (wrong !== undefined && random.below(2) === 0) {
      const again = { appType: "change" as const };
      schedule.in(2 * HOUR + random.below(3 * HOUR), this.#plan(parcel, wrong.name, again));
    }
    if (parcel.direction === "import" && parcel.tradeMode === "9610") {
      const isSlow = happens(random, 300);
      this.#arrives(parcel, last + (isSlow ? DAY : random.below(2 * HOUR)), 3);
    }
    if (random.below(10) === 0) this.#tracked(parcel, last);
    this.#oddities(parcel);
  }

  #send(parcel: Parcel, name: DocumentName, delay: number, changes: object): void {
    const { random, schedule } = this.#town;
    if (!happens(random, 100)) return schedule.in(delay, this.#plan(parcel, name, { changes }));
    schedule.in(delay, this.#plan(parcel, name, { changes, isDraft: true }));
    const declared = { changes, appType: "change" as const };
    schedule.in(delay + 1 + random.below(HOUR), this.#plan(parcel, name, declared));
  }

  #plan(parcel: Parcel, name: DocumentName, sending: Sending, key?: Key) {
    const { random, schedule } = this.#town;
    const guid = sending.guid ?? newGuid();
    const { appType = "new", isDraft = false, changes = {} } = sending;
    const content = appType === "delete" ? undefined : { ...parcel.contents[name], ...changes };
    const act = { kind: name, guid, appType, isDraft, key: key ?? parcel.keys[name], content };
    const deed: Deed = { by: parcel.by[name], act: act as Declaration };
    return {
      make: () => deed,
      then: (answer: Answer) => {
        this.#heard(act as Declaration, answer);
        // A carrier or merchant that was suspended for a while tries again.
        if (answer.code.endsWith("_NOT_ACTIVE") && random.below(3) > 0) {
          schedule.in(
            2 * HOUR + random.below(HOUR),
            this.#plan(parcel, name, { ...sending, guid: newGuid() }, key),
          );
        }
        if (happens(random, 50) && sending.guid === undefined) {
          const same = random.below(2) === 0 ? { guid } : {};
          schedule.in(1 + random.below(HOUR), {
            make: () => ({ ...deed, act: { ...act, guid: newGuid(), ...same } as Act }),
          });
        }
      },
    };
  }

  /** Which lists are matched now, and which have to be declared again to be. */
  #heard(act: Declaration, { code, said }: Answer): void {
    if (code !== "OK") return;
    const heard = act.kind === "list" ? [`${listName(act.key)} ${said}`] : said.split("; ");
    for (const one of heard.filter((text) => text !== "")) {
      const [agentCode, copNo, status, ...mismatches] = one.split(" ");
      const list = `${agentCode} ${copNo}`;
      if (status === "matched") this.#officers.matched(list);
      if (status === "mismatched") this.#officers.mismatched(list, mismatches);
    }
  }

  #arrives({ keys: { waybill } }: Parcel, delay: number, tries: number): void {
    const { random, schedule } = this.#town;
    const { code: operator, name: by } = pick(random, WAREHOUSES);
    const act = { kind: "arrive" as const, guid: newGuid(), operator, waybill };
    schedule.in(delay, {
      make: () => ({ by, act }),
      then: ({ code }) => {
        if (code === "UNKNOWN_WAYBILL" && tries > 1) this.#arrivesAgain(waybill, tries - 1);
      },
    });
  }

  #arrivesAgain(waybill: Key, tries: number): void {
    this.#arrives({ keys: { waybill } } as Parcel, 4 * HOUR, tries);
  }

  #tracked({ keys: { waybill }, by }: Parcel, last: number): void {
    const { random, schedule } = this.#town;
    for (const [at, status] of ["collected", "departed", "arrived", "delivered"].entries()) {
      const act = { kind: "track" as const, guid: newGuid(), waybill, status };
      const delay = last + at * 10 * HOUR + random.below(HOUR);
      schedule.in(delay, { make: () => ({ by: by.waybill, act }) });
    }
  }

  /** What happens seldom: something is taken back, a second list wants the same documents, a stranger sends one. */
  #oddities(parcel: Parcel): void {
    const { random, schedule, often } = this.#town;
    for (const name of ["order", "payment", "waybill", "list"] as const) {
      if (!happens(random, 25 * often)) continue;
      schedule.in(random.below(4 * HOUR), this.#plan(parcel, name, { appType: "delete" }));
    }
    if (happens(random, 30 * often)) {
      const { code, name: by } = pick(random, DECLARANTS);
      const key = [code, `R${parcel.no}`] as const;
      const rival = {
        ...parcel,
        by: { ...parcel.by, list: by },
        keys: { ...parcel.keys, list: key },
      };
      this.#parcelOf.set(listName(key), rival);
      schedule.in(random.below(3 * HOUR), this.#plan(rival, "list", {}));
    }
    if (happens(random, 20)) {
      const stranger = DECLARANTS.find(({ name }) => name !== parcel.by.list)!.name;
      const plan = this.#plan(parcel, "list", { appType: "change" });
      schedule.in(random.below(3 * HOUR), { make: () => ({ by: stranger, act: plan.make().act }) });
    }
  }

  /** The same list as it should be. */
  #again(list: string): void {
    const parcel = this.#parcelOf.get(list)!;
    this.#town.schedule.in(1, this.#plan(parcel, "list", { appType: "change" }));
  }

  /** A cancelled list's documents in another list. */
  #anew(list: string): void {
    const parcel = this.#parcelOf.get(list)!;
    const [code, copNo] = parcel.keys.list;
    const key = [code, `${copNo}N`] as const;
    this.#parcelOf.set(listName(key), { ...parcel, keys: { ...parcel.keys, list: key } });
    this.#town.schedule.in(1 + this.#town.random.below(HOUR), this.#plan(parcel, "list", {}, key));
  }

  contentsOf(list: string): Contents {
    return this.#parcelOf.get(list)!.contents;
  }
}
