import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseDay } from "../../src/primitives/civil-day.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { parameterAt } from "../../src/transactions/rules/parameter-at.ts";
import { publishCalendar } from "../../src/transactions/rules/publish-calendar.ts";
import {
  calendars,
  calendarVersions,
  parameters,
  RECENT_VERSIONS,
} from "../../src/transactions/rules/records.ts";
import { addWorkingDays, isWorkingDay } from "../../src/transactions/rules/working-days.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { china2025 } from "../china-2025.ts";
import { testKey } from "../keys.ts";
import { type Order, testGenesis, TestLedger } from "../ledger.ts";

// Goal: terms end on the day that a country's calendar says, and a parameter is what it was at the time asked for.
// Method: the production executor; a model of working days that knows nothing of ours but Date; every named failure.

const SEED = 20_261_126;
const DAY_MS = 86_400_000;
const safe = testKey("safe-cn");
const bank = testKey("bank-cn");
const DAYS = "recall-answer-days";
const HOURS = "held-payment-hours-max";

function admitted(name: string, role: "regulator" | "bank") {
  return {
    ...{ name, roles: [role], country: "CN", lei: undefined },
    authority: {
      signers: [{ publicKey: testKey(name).publicKey, weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  };
}

function ruled(protocolVersion = 3): TestLedger {
  const participants = [admitted("safe-cn", "regulator"), admitted("bank-cn", "bank")];
  return new TestLedger({ ...testGenesis(), protocolVersion, participants });
}

const dayOfText = (text: string): number => parseDay(text)!;

function calendar(changes: object = {}): Order {
  const holidays = china2025.holidays.map(dayOfText);
  const workdays = china2025.workdays.map(dayOfText);
  const body = { country: "CN", year: 2025, holidays, workdays, ...changes };
  return { type: "calendar.publish", body };
}

function setting(effectiveFromMs: number, changes: object = {}): Order {
  const body = { country: "CN", name: DAYS, value: 5n, effectiveFromMs, ...changes };
  return { type: "parameter.set", body };
}

function carriedOut(ledger: TestLedger, ...orders: Order[]): void {
  expect(ledger.run(orders, { by: [safe] }).code).toBe("OK");
}

describe("calendar.publish", () => {
  test("published again it is the next version, and the old one stays readable", () => {
    const ledger = ruled();
    carriedOut(ledger, calendar({ holidays: [] }));
    const receipt = ledger.run([calendar()], { by: [safe] });
    expect(decodeOwn(publishCalendar.result, receipt.results[0]!)).toEqual({ version: 2 });
    const newest = calendars.read(ledger.state, "CN", 2025);
    expect(newest).toMatchObject({ version: 2, by: safe.account, height: 2 });
    expect(calendarVersions.read(ledger.state, "CN", 2025, 2)).toEqual(newest);
    expect(calendarVersions.read(ledger.state, "CN", 2025, 1)).toMatchObject({
      ...{ version: 1, holidays: [], height: 1 },
    });
  });

  test("belongs to protocol version 3", () => {
    const ledger = ruled(2);
    const transaction = ledger.read(ledger.transaction([calendar()], { by: [safe] }));
    expect(ledger.block([transaction]).block.transactions).toEqual([]);
  });
});

describe("working days", () => {
  const ledger = ruled();
  carriedOut(ledger, calendar());

  test.each([
    ["a Wednesday", "2025-03-12", true],
    ["a Saturday", "2025-03-15", false],
    ["a Sunday", "2025-03-16", false],
    ["a holiday on a Thursday", "2025-05-01", false],
    ["a holiday on a Saturday", "2025-10-04", false],
    ["a make-up Sunday", "2025-09-28", true],
    ["a make-up Saturday", "2025-10-11", true],
    ["a Wednesday of a year without calendar", "2026-10-07", true],
  ])("%s, %s: %s", (_, day, isWorking) => {
    expect(isWorkingDay(ledger.state, "CN", dayOfText(day))).toBe(isWorking);
  });

  test.each([
    ["over a weekend", "CN", "2025-03-14", 1, "2025-03-17"],
    ["from a free day", "CN", "2025-03-15", 1, "2025-03-17"],
    ["over National Day", "CN", "2025-09-30", 1, "2025-10-09"],
    ["over a make-up Saturday", "CN", "2025-09-30", 3, "2025-10-11"],
    ["over Spring Festival", "CN", "2025-01-24", 3, "2025-02-05"],
    ["the same in a country without calendar", "HK", "2025-09-30", 1, "2025-10-01"],
  ])("%s in %s: from %s, %d later, is %s", (_, country, from, count, to) => {
    expect(addWorkingDays(ledger.state, country, dayOfText(from), count).day).toBe(dayOfText(to));
  });

  test("say which calendars they were judged by", () => {
    const from = dayOfText("2025-12-29");
    expect(addWorkingDays(ledger.state, "CN", from, 2).calendars).toEqual([
      { year: 2025, version: 1 },
    ]);
    expect(addWorkingDays(ledger.state, "CN", from, 5).calendars).toEqual([
      { year: 2025, version: 1 },
      { year: 2026, version: 0 },
    ]);
  });

  test.each([0, 261])("%d of them are not counted", (count) => {
    expect(() => addWorkingDays(ledger.state, "CN", 20_000, count)).toThrow("1 to 260");
  });

  /** Days by their texts and by Date alone. */
  function modelled(free: Set<string>, made: Set<string>, from: string, count: number): string {
    const date = new Date(`${from}T12:00:00Z`);
    const text = (): string => date.toISOString().slice(0, 10);
    for (let left = count; left > 0;) {
      date.setUTCDate(date.getUTCDate() + 1);
      const isWeekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
      if (made.has(text()) || (!isWeekend && !free.has(text()))) left--;
    }
    return text();
  }

  test(`any calendars, any term: what a model says [seed ${SEED}]`, () => {
    const years = [2027, 2028];
    const textOf = (year: number, dayOfYear: number): string =>
      new Date(Date.UTC(year, 0, 1 + dayOfYear)).toISOString().slice(0, 10);
    const marks = fc.uniqueArray(fc.nat(364), { maxLength: 180 });
    const terms = fc.array(fc.tuple(fc.nat(729), fc.integer({ min: 1, max: 260 })), {
      ...{ minLength: 1, maxLength: 10 },
    });
    fc.assert(
      fc.property(fc.tuple(marks, marks), terms, (byYear, wanted) => {
        const open = ruled();
        const free = new Set<string>();
        const made = new Set<string>();
        for (const [i, year] of years.entries()) {
          const texts = byYear[i]!.map((one) => textOf(year, one));
          // Every third is a make-up day: at most 60 of them, and 120 holidays.
          const workdays = texts.filter((_, place) => place % 3 === 0).sort();
          const holidays = texts.filter((_, place) => place % 3 !== 0).sort();
          workdays.forEach((one) => made.add(one));
          holidays.forEach((one) => free.add(one));
          const lists = { holidays: holidays.map(dayOfText), workdays: workdays.map(dayOfText) };
          carriedOut(open, calendar({ year, ...lists }));
        }
        for (const [offset, count] of wanted) {
          const from = textOf(2027, offset);
          const { day } = addWorkingDays(open.state, "CN", dayOfText(from), count);
          expect(day).toBe(dayOfText(modelled(free, made, from, count)));
          expect(isWorkingDay(open.state, "CN", day)).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 40 },
    );
  });
});

describe("parameter.set", () => {
  test("the default holds until the first version does, and each until the next", () => {
    const ledger = ruled();
    const now = ledger.timeMs;
    const [first, second] = [now + 10_000, now + 20_000];
    carriedOut(ledger, setting(first), setting(second, { value: 7n }));
    const at = (timeMs: number) => parameterAt(ledger.state, "CN", DAYS, timeMs);
    expect([now, first - 1].map(at)).toEqual(Array(2).fill({ value: 10n, version: 0 }));
    expect([first, second - 1].map(at)).toEqual(Array(2).fill({ value: 5n, version: 1 }));
    expect(at(second)).toEqual({ value: 7n, version: 2 });
    expect(parameterAt(ledger.state, "CN", HOURS, second)).toEqual({ value: 720n, version: 0 });
    expect(parameterAt(ledger.state, "HK", DAYS, second)).toEqual({ value: 10n, version: 0 });
  });

  test(`any versions: what was set last for a time holds at it [seed ${SEED}]`, () => {
    const versions = fc.array(
      fc.record({ wait: fc.nat(5_000), value: fc.bigInt({ min: 1n, max: 60n }) }),
      { minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(versions, fc.array(fc.nat(400_000), { maxLength: 30 }), (all, asked) => {
        const ledger = ruled();
        const set: { from: number; value: bigint }[] = [];
        for (const { wait, value } of all) {
          const last = set.at(-1)?.from ?? 0;
          const from = Math.max(last, ledger.timeMs + 1_000) + 1 + wait;
          carriedOut(ledger, setting(from, { value }));
          set.push({ from, value });
          if (from > ledger.timeMs) ledger.block([], from);
        }
        const begin = ledger.genesis.timeMs;
        const times = [...asked.map((one) => begin + one), ...set.map(({ from }) => from)];
        for (const timeMs of times) {
          const version = set.filter(({ from }) => from <= timeMs).length;
          const value = set[version - 1]?.value ?? 10n;
          expect(parameterAt(ledger.state, "CN", DAYS, timeMs)).toEqual({ value, version });
        }
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  test("what holds now is one read, however many versions there are", () => {
    const ledger = ruled();
    for (let i = 1; i <= 40; i++) {
      carriedOut(ledger, setting(ledger.timeMs + 1_001, { value: BigInt(i) }));
      ledger.block([], ledger.timeMs + 2);
    }
    expect(parameters.read(ledger.state, "CN", DAYS)!.recent).toHaveLength(RECENT_VERSIONS);
    const read: string[] = [];
    const counting = {
      get: (key: string) => ledger.state.get(key),
      has: (key: string) => ledger.state.has(key),
      entry(key: string) {
        read.push(key);
        return ledger.state.entry(key);
      },
    };
    const { timeMs } = ledger;
    expect(parameterAt(counting, "CN", DAYS, timeMs)).toEqual({ value: 40n, version: 40 });
    expect(read).toEqual(["parameter/CN/recall-answer-days"]);
    expect(parameterAt(counting, "CN", DAYS, ledger.genesis.timeMs).version).toBe(0);
    expect(read.length).toBeLessThanOrEqual(6); // eight older versions are found by halves
  });
});

const failures: readonly (readonly [string, (ledger: TestLedger) => Order])[] = [
  ["calendar.publish NOT_YOUR_COUNTRY", () => calendar({ country: "HK" })],
  ["parameter.set NOT_YOUR_COUNTRY", (l) => setting(l.timeMs + 60_000, { country: "HK" })],
  // The block that carries it is a second later.
  ["parameter.set EFFECTIVE_IN_PAST", (l) => setting(l.timeMs + 1_000)],
  ["parameter.set EFFECTIVE_TOO_FAR", (l) => setting(l.timeMs + 1_001 + 1_096 * DAY_MS)],
  [
    "parameter.set NOT_AFTER_LAST",
    (l) => {
      carriedOut(l, setting(l.timeMs + 60_000));
      return setting(l.timeMs + 59_000); // the same time: a block has passed
    },
  ],
  [
    "parameter.set TOO_MANY_SCHEDULED",
    (l) => {
      const times = Array.from({ length: 16 }, (_, i) => l.timeMs + 60_000 + i);
      carriedOut(l, ...times.map((time) => setting(time)));
      return setting(l.timeMs + 70_000);
    },
  ],
];

describe("a failed operation writes nothing and says why", () => {
  test.each(failures)("%s", (name, prepare) => {
    const ledger = ruled();
    const order = prepare(ledger);
    const before = ledger.tree.head.stateRoot;
    const [type, code] = name.split(" ") as [string, string];
    expect(ledger.run([order], { by: [safe] }).code).toBe(code);
    expect(ledger.tree.head.stateRoot).toEqual(before);
    expect(operationTypeByName(type)!.failures[code]).toMatch(/^[A-Z].{20,}\.$/);
  });

  test("only a regulator decides", () => {
    const ledger = ruled();
    const orders = [calendar(), setting(ledger.timeMs + 60_000)];
    for (const order of orders) {
      expect(ledger.run([order], { by: [bank] }).code).toBe("ROLE_NOT_ALLOWED");
    }
  });
});

const [day1, day2] = [dayOfText("2025-01-01"), dayOfText("2025-01-02")];

// `check` sees no ledger: such a transaction is malformed and enters no block.
const malformed: readonly (readonly [string, string, Order])[] = [
  ["YEAR_OUT_OF_RANGE", "before the first", calendar({ year: 1969 })],
  ["YEAR_OUT_OF_RANGE", "after the last", calendar({ year: 10_000 })],
  ["DAYS_NOT_ASCENDING", "holidays", calendar({ holidays: [day2, day1] })],
  ["DAYS_NOT_ASCENDING", "a day twice", calendar({ workdays: [day1, day1] })],
  ["DAY_OUTSIDE_YEAR", "the year before", calendar({ holidays: [day1 - 1] })],
  ["DAY_OUTSIDE_YEAR", "the year after", calendar({ workdays: [day1 + 365] })],
  ["DAY_IN_BOTH", "a day", calendar({ holidays: [day1, day2], workdays: [day2] })],
  ["PARAMETER_OUT_OF_RANGE", "too small", setting(1, { value: 0n })],
  ["PARAMETER_OUT_OF_RANGE", "too large", setting(1, { value: 61n })],
  ["PARAMETER_OUT_OF_RANGE", "too large", setting(1, { name: HOURS, value: 2_161n })],
];

test.each(malformed)("%s at every height: %s", (code, _, { type, body }) => {
  const definition = operationTypeByName(type)!;
  expect(definition.check({ source: safe.account, body: body as never })).toBe(code);
  expect(definition.failures[code]).toMatch(/^[A-Z].{20,}\.$/);
});

test("every failure of these operations is reached above", () => {
  const reached = new Set([
    ...failures.map(([name]) => name),
    ...malformed.map(([code, , { type }]) => `${type} ${code}`),
  ]);
  const named = ["calendar.publish", "parameter.set"].flatMap((type) =>
    Object.keys(operationTypeByName(type)!.failures).map((code) => `${type} ${code}`),
  );
  expect([...reached].sort()).toEqual(named.sort());
});
