import { act, type Scene } from "./example.ts";

/** A regulator's calendar, and a parameter from a coming time on. */
export const ruleScenes: readonly Scene[] = [
  act("regulator-hk", "calendar.publish", {
    country: "HK",
    year: 2026,
    holidays: ["2026-01-01", "2026-02-17", "2026-02-18", "2026-02-19", "2026-12-25"],
    workdays: [],
  }),
  act("regulator-hk", "parameter.set", ({ timeMs }) => ({
    country: "HK",
    name: "recall-answer-days",
    value: "15",
    effectiveFromMs: timeMs + 30 * 24 * 3_600_000,
  })),
];
