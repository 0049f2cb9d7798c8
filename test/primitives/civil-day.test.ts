import { describe, expect, test } from "vitest";

import {
  dayOf,
  dayOfCivil,
  endOfDayMs,
  formatDay,
  LAST_DAY,
  parseDay,
  weekdayOf,
  yearMonthDay,
  yearOf,
} from "../../src/primitives/civil-day.ts";
import { encode, parseJson } from "../../src/primitives/fields/codec.ts";
import { field } from "../../src/primitives/fields/index.ts";

// Goal: whole-number days are those of everybody's calendar. Method: every day from 1970 to 2200 against JavaScript's Date.

const DAY_MS = 86_400_000;
const END = Date.UTC(2201, 0, 1) / DAY_MS;

/** Compared by hand: a matcher for each of 84,000 days would take most of a minute. */
test("every day from 1970 to 2200 is that of Date", () => {
  const wrong: string[] = [];
  for (let day = 0; day < END; day++) {
    const date = new Date(day * DAY_MS);
    const [year, month, dayOfMonth] = [
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
    ];
    const text = date.toISOString().slice(0, 10);
    const civil = yearMonthDay(day);
    const isSame =
      civil.year === year &&
      civil.month === month &&
      civil.day === dayOfMonth &&
      yearOf(day) === year &&
      dayOfCivil(year, month, dayOfMonth) === day &&
      weekdayOf(day) === (date.getUTCDay() + 6) % 7 &&
      formatDay(day) === text &&
      parseDay(text) === day;
    if (!isSame) wrong.push(text);
  }
  expect(wrong).toEqual([]);
  expect(END).toBe(84_371);
});

test.each([
  ["2000-02-29", "2000-03-01"],
  ["2024-02-29", "2024-03-01"],
  ["2100-02-28", "2100-03-01"],
  ["2023-12-31", "2024-01-01"],
  ["9999-12-30", "9999-12-31"],
])("%s is the day before %s", (before, after) => {
  expect(parseDay(before)! + 1).toBe(parseDay(after));
});

test("a day has all of its milliseconds and no other", () => {
  const day = parseDay("2026-10-01")!;
  const begin = Date.UTC(2026, 9, 1);
  expect([begin - 1, begin, endOfDayMs(day), endOfDayMs(day) + 1].map(dayOf)).toEqual([
    day - 1,
    day,
    day,
    day + 1,
  ]);
});

const NO_DAYS = [
  "2026-02-29",
  "2100-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-04-31",
  "2026-01-00",
  "1969-12-31",
  "10000-01-01",
  "2026-1-01",
  "2026-01-01T00:00Z",
  " 2026-01-01",
  "",
];

describe("what is no day", () => {
  test.each(NO_DAYS)('"%s"', (text) => {
    expect(parseDay(text)).toBeUndefined();
    expect(parseJson(field.day(), text).ok).toBe(false);
  });

  test.each([-1, 0.5, LAST_DAY + 1, Number.NaN])("%d as a number of days", (value) => {
    expect(() => encode(field.day(), value)).toThrow("1970 to 9999");
  });
});

test("a day is a date in JSON and four bytes on the wire", () => {
  const kind = field.day();
  expect(parseJson(kind, "2026-10-01")).toEqual({ ok: true, value: 20_727 });
  expect(kind.toJson(LAST_DAY)).toBe("9999-12-31");
  expect(encode(kind, 1)).toEqual(Uint8Array.of(1, 0, 0, 0));
});
