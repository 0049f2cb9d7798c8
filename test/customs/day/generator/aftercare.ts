import type { ReturnLine } from "../words.ts";
import { ENTERPRISES, OPENS_MS } from "../world.ts";
import { newGuid, type Town } from "./life.ts";
import { happens, pick } from "./parcel.ts";

const HOUR = 60;
const DAY = 24 * HOUR;
const MINUTE_MS = 60_000;

const nameOf = new Map(ENTERPRISES.map(({ code, name }) => [code, name]));

/** What comes after a release, in the weeks that follow: goods come back, taxes are paid and paid back, exports are summed up. */
export class Aftercare {
  readonly #town: Town;
  /** Exports that wait for their declaration, by declarant and master bill. */
  readonly #exports = new Map<string, string[]>();
  #summaries = 0;

  constructor(town: Town) {
    this.#town = town;
  }

  released(list: string): void {
    const { random, schedule, model, often } = this.#town;
    const { said, key } = model.books.lists.get(list)!;
    if (said.direction === "export") {
      const name = `${key[0]} ${said.billNo}`;
      this.#exports.set(name, [...(this.#exports.get(name) ?? []), list]);
      if (happens(random, 50 * often)) this.#comesBack(list, 1 + random.below(40 * DAY));
      return;
    }
    if (happens(random, 100 * often)) this.#comesBack(list, DAY + random.below(34 * DAY));
    if (random.below(10) < 6) {
      const minutes = (30 + random.below(17)) * DAY + random.below(DAY);
      const by = nameOf.get(said.assureCode!)!;
      schedule.in(minutes, { make: () => ({ by, act: { kind: "pay", list } }) });
    }
  }

  #comesBack(list: string, delay: number): void {
    const { random, schedule } = this.#town;
    let place = 0;
    schedule.in(delay, {
      make: () => {
        const lines = this.#some(list);
        if (lines.length === 0) return undefined;
        const by = nameOf.get(list.split(" ")[0]!)!;
        return { by, act: { kind: "return", guid: newGuid(), list, lines } };
      },
      then: ({ code, said }) => {
        if (code !== "OK") return;
        place = Number(said.split(" ")[0]);
        this.#letsIn(list, place);
        // The rest may follow.
        if (random.below(3) === 0) this.#comesBack(list, 1 + random.below(5 * DAY));
      },
    });
  }

  /** Some of what is out, seldom more than that. */
  #some(list: string): ReturnLine[] {
    const { random, model } = this.#town;
    const { said, returning, returned } = model.books.lists.get(list)!;
    const isAll = random.below(2) === 0;
    return said.lines.flatMap(({ quantity }, line) => {
      const left = quantity - returning[line]! - returned[line]!;
      if (left === 0n || (!isAll && random.below(3) === 0)) return [];
      if (happens(random, 200)) return [{ line, quantity: left + 1n }];
      if (happens(random, 500)) return [{ line, quantity: 1n + BigInt(random.below(900)) }];
      const part = isAll ? left : (left * BigInt(1 + random.below(4))) / 4n;
      return part === 0n ? [] : [{ line, quantity: part }];
    });
  }

  #letsIn(list: string, place: number): void {
    const { random, schedule } = this.#town;
    const approve = random.below(10) > 0;
    const customs = { by: "customs-gz" };
    const decided = { kind: "let-in" as const, list, place, approve };
    const after = 1 + random.below(2 * DAY);
    schedule.in(after, { make: () => ({ ...customs, act: decided }) });
    const back = { kind: "back" as const, list, place };
    // Some wait until the tax is paid, so that it has to be paid back.
    const isSoon = random.below(2) === 0;
    const arrival = isSoon ? random.below(14 * DAY) : this.#untilPaid(list);
    schedule.in(Math.max(arrival, after) + 1, {
      make: () => ({ ...customs, act: back }),
      then: ({ code }) => {
        if (code !== "OK") return;
        const refund = { kind: "refund" as const, list };
        schedule.in(HOUR + random.below(DAY), { make: () => ({ by: "treasury-cn", act: refund }) });
      },
    });
  }

  /** Minutes until some time between the 33rd and the 46th day after the release. */
  #untilPaid(list: string): number {
    const { random, schedule, model } = this.#town;
    const released = (model.books.lists.get(list)!.releasedAt! - OPENS_MS) / MINUTE_MS;
    return Math.floor(released) + 33 * DAY + random.below(13 * DAY) - schedule.now;
  }

  /** Every few hours declarants sum up what has gone out. */
  sumUp(): void {
    const { random, schedule } = this.#town;
    for (const [name, all] of this.#exports) {
      const [agentCode, billNo] = name.split(" ") as [string, string];
      const lists = all.splice(0, 60);
      if (lists.length === 0) continue;
      if (happens(random, 500)) lists.push(pick(random, lists)); // named twice
      const copNo = `S${++this.#summaries}`;
      const summed = { kind: "sum" as const, guid: newGuid(), agentCode, copNo, billNo, lists };
      const entryId = `EN${String(this.#summaries).padStart(16, "0")}`;
      schedule.in(1 + random.below(HOUR), {
        make: () => ({ by: nameOf.get(agentCode)!, act: summed }),
        then: ({ code }) => {
          if (code !== "OK") return;
          const entered = { kind: "enter" as const, summary: copNo, entryId };
          schedule.in(HOUR, { make: () => ({ by: "customs-gz", act: entered }) });
        },
      });
    }
  }
}
