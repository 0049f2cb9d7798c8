import { admission } from "../../chain/participant.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { stored } from "../stored.ts";
import { PARAMETER_NAMES, type ParameterName } from "./parameters.ts";

/** What a country's regulator decides. */
export const country = admission.shape.country;

/** No country is known to have more; a list must end somewhere. */
const HOLIDAYS_MAX = 120;
const WORKDAYS_MAX = 60;

/** What differs from "Saturday and Sunday are free": each list ascending, no day in both. */
export const yearBody = {
  country,
  year: field.uint(16),
  /** Free days. One on a weekend may be named too, as decrees do. */
  holidays: field.list(field.day(), HOLIDAYS_MAX),
  /** Make-up working days: a Saturday or Sunday on which work is done. */
  workdays: field.list(field.day(), WORKDAYS_MAX),
};

export const calendarRecord = field.record({
  ...yearBody,
  /** 1 for the first of the year. */
  version: field.uint(32),
  /** The regulator's account. */
  by: field.account(),
  height: field.count(),
});
export type CalendarRecord = ValueOf<typeof calendarRecord>;

/** A value, and from when on it holds. */
export const parameterVersion = field.record({
  /** 1 for the first; 0 stands for the default wherever a version is named. */
  version: field.uint(32),
  value: field.uint64(),
  /** Milliseconds UTC. Later than that of the version before. */
  effectiveFromMs: field.count(),
  by: field.account(),
  height: field.count(),
});
export type ParameterVersion = ValueOf<typeof parameterVersion>;

/** How many versions an entry holds. With at most half of them ahead, the one in force is always among them. */
export const RECENT_VERSIONS = 32;
export const SCHEDULED_MAX = RECENT_VERSIONS / 2;

export const parameterRecord = field.record({
  country,
  name: field.choice(PARAMETER_NAMES),
  /** The last ones, ascending. */
  recent: field.list(parameterVersion, RECENT_VERSIONS, 1),
});
export type ParameterRecord = ValueOf<typeof parameterRecord>;

/**
 * The newest stands under the year's key and every version under a key of its own: either is one read, and the proof of a
 * version that an object was judged by stays what it is.
 */
export const calendars = stored(
  calendarRecord,
  (code: string, year: number) => `calendar/${code}/${year}`,
);
export const calendarVersions = stored(
  calendarRecord,
  (code: string, year: number, version: number) => `calendar/${code}/${year}/${version}`,
);

/** The same for parameters, but that the newest entry holds several: which of them is in force is a question of time. */
export const parameters = stored(
  parameterRecord,
  (code: string, name: ParameterName) => `parameter/${code}/${name}`,
);
export const parameterVersions = stored(
  parameterVersion,
  (code: string, name: ParameterName, version: number) => `parameter/${code}/${name}/${version}`,
);
