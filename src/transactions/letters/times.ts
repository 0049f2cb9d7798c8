import { dayOf, endOfDayMs } from "../../primitives/civil-day.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { participants } from "../participants/records.ts";
import { parameterAt } from "../rules/parameter-at.ts";
import type { ParameterName } from "../rules/parameters.ts";
import { addWorkingDays, workingDaysBetween } from "../rules/working-days.ts";
import type { Deadline } from "./records.ts";

type Term = readonly [
  ledger: LedgerReader,
  participant: string,
  parameter: ParameterName,
  timeMs: number,
];

function judgedBy(...[ledger, participant, parameter, timeMs]: Term) {
  const country = countryOf(ledger, participant);
  const { value, version } = parameterAt(ledger, country, parameter, timeMs);
  return { country, parameter, value: Number(value), version };
}

/** So many working days of the participant's country after a time, as its regulator says: the end of the last one. */
export function workingDeadline(...term: Term): Deadline {
  const { country, parameter, value, version } = judgedBy(...term);
  const [ledger, , , timeMs] = term;
  const { day, calendars } = addWorkingDays(ledger, country, dayOf(timeMs), value);
  return { parameter, version, calendars: [...calendars], until: endOfDayMs(day) };
}

/** The same in days of which each counts. */
export function plainDeadline(...term: Term): Deadline {
  const { parameter, value, version } = judgedBy(...term);
  const until = endOfDayMs(dayOf(term[3]) + value);
  return { parameter, version, calendars: [], until };
}

/** Working days of the participant's country from one time to another, `most` at most. */
export function workingDaysFrom(
  ledger: LedgerReader,
  participant: string,
  [fromMs, toMs]: readonly [number, number],
  most: number,
): number {
  const country = countryOf(ledger, participant);
  return workingDaysBetween(ledger, country, [dayOf(fromMs), dayOf(toMs)], most);
}

function countryOf(ledger: LedgerReader, participant: string): string {
  return participants.read(ledger, participant)!.country;
}
