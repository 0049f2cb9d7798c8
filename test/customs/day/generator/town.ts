import { createRandom } from "../../../state/random.ts";
import type { Model } from "../model/model.ts";
import { yearOf } from "../model/books.ts";
import type { Deed } from "../words.ts";
import { ARTICLES, CARRIERS, GUARANTORS, LIMITS, MERCHANTS, OPENS_MS } from "../world.ts";
import { Aftercare } from "./aftercare.ts";
import { DAY, Lives, type Town } from "./life.ts";
import { Officers } from "./officers.ts";
import { Parcels, pick } from "./parcel.ts";
import { Schedule } from "./schedule.ts";

const HOUR = 60;
/** Parcels are ordered so long; then there is time for what was late. */
const ORDERING = 22 * HOUR;
/** Of so few orders everything that is seldom would be nothing. */
const SMALL = 1_000;
const MINUTE_MS = 60_000;

/** Everybody at a port, for a day and the weeks in which taxes are paid and goods come back. */
export function openTown(model: Model, seed: number, orders: number): Schedule {
  const random = createRandom(seed);
  const schedule = new Schedule();
  const town: Town = { random, schedule, model, often: orders < SMALL ? 5 : 1 };
  const left = (buyer: string): bigint => {
    const { reserved, used } = model.books.year(buyer, yearOf(OPENS_MS + schedule.now * MINUTE_MS));
    return LIMITS.year - reserved - used;
  };
  const parcels = new Parcels(random, Math.floor(orders / 3), left);
  const aftercare = new Aftercare(town);
  const officers = new Officers(town, aftercare);
  const lives = new Lives(town, parcels, officers);
  guarantee(town, officers, orders);
  suspend(town);
  for (let no = 0; no < orders; no++) {
    schedule.at(1 + random.below(ORDERING), { make: () => (lives.begin(), undefined) });
  }
  for (let hour = 4; hour <= 48; hour += 4) {
    schedule.at(hour * HOUR, { make: () => (aftercare.sumUp(), undefined) });
  }
  return schedule;
}

const does = (schedule: Schedule, minute: number, deed: Deed): void =>
  schedule.at(minute, { make: () => deed });

/** Guarantors begin with too little, put more on hold when they are told so, and try to have some back. */
function guarantee({ schedule, random }: Town, officers: Officers, orders: number): void {
  const first = BigInt(orders) * 2_000n + 100_000n;
  const told = new Set<string>();
  for (const { name: by, code } of GUARANTORS) {
    does(schedule, 1, { by, act: { kind: "deposit", code, minor: first } });
    for (let hour = 6; hour < 48; hour += 6) {
      const minor = random.below(3) === 0 ? first * 3n : 1n + BigInt(random.below(500));
      does(schedule, hour * HOUR + 7, { by, act: { kind: "withdraw", code, minor } });
    }
  }
  officers.guaranteeShort = (code) => {
    const guarantor = GUARANTORS.find((one) => one.code === code);
    if (guarantor === undefined || told.has(code)) return;
    told.add(code);
    schedule.in(30 + random.below(HOUR), {
      make: () => ({ by: guarantor.name, act: { kind: "deposit", code, minor: first } }),
      then: () => void told.delete(code),
    });
  };
}

/** A merchant, a carrier and some articles are suspended for an hour or two. */
function suspend({ schedule, random }: Town): void {
  const by = "customs-gz";
  const pause = (minute: number, minutes: number, act: (suspend: boolean) => Deed["act"]): void => {
    does(schedule, minute, { by, act: act(true) });
    does(schedule, minute + minutes, { by, act: act(false) });
  };
  for (const [hour, { code }] of [
    [3, MERCHANTS[2]!],
    [9, CARRIERS[1]!],
    [15, MERCHANTS[5]!],
  ] as const) {
    pause(hour * HOUR, 90, (suspend) => ({ kind: "enterprise", code, suspend }));
  }
  const articles = [
    pick(random, ARTICLES),
    pick(random, ARTICLES.slice(5)),
    pick(random, ARTICLES),
  ];
  for (const [at, { merchant, itemNo }] of articles.entries()) {
    const key = [merchant, itemNo] as const;
    pause((2 + 6 * at) * HOUR, 150, (suspend) => ({ kind: "article", key, suspend }));
  }
  // Twice is once too often.
  does(schedule, 3 * HOUR + 5, {
    by,
    act: { kind: "enterprise", code: MERCHANTS[2]!.code, suspend: true },
  });
  does(schedule, DAY, {
    by,
    act: { kind: "enterprise", code: MERCHANTS[0]!.code, suspend: false },
  });
}
