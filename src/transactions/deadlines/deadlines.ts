import type { ValueOf } from "../../primitives/fields/field.ts";
import type { Ledger } from "../../state/ledger.ts";
import { dueHeads, dueHours, type dueKind, dueObjects, dueSeconds } from "./records.ts";

export type DueKind = ValueOf<typeof dueKind>;

/** Something whose deadline has passed. */
export interface Due {
  readonly kind: DueKind;
  readonly id: Uint8Array;
}

const MS = 1_000;
const HOUR = 3_600;
const NOTHING = { second: 0, index: 0, waiting: 0 };

/**
 * Notes that something has a deadline (architecture 8). The cost is that of four entries, however many wait.
 *
 * Deadlines stand in queues of one second each, and the head says at which second the next sweep goes on: no order has to
 * be kept and nothing has to be searched. Who is done before its deadline stays in its queue; the sweep finds that out.
 */
export function addDeadline(ledger: Ledger, atMs: number, kind: DueKind, id: Uint8Array): void {
  const second = Math.floor(atMs / MS);
  const { count } = dueSeconds.read(ledger, second) ?? { count: 0 };
  dueObjects.write(ledger, { kind, id }, second, count);
  dueSeconds.write(ledger, { count: count + 1 }, second);
  addToHour(ledger, hourOf(second), 1);
  const head = dueHeads.read(ledger) ?? NOTHING;
  const isNext = head.waiting === 0 || second < head.second;
  const next = isNext ? { second, index: 0 } : { second: head.second, index: head.index };
  dueHeads.write(ledger, { ...next, waiting: head.waiting + 1 });
}

/** What one block does at most, so that many deadlines at once hold no block up. What is left comes with the next. */
export const sweepLimits = {
  objects: 256,
  /** Seconds, or empty hours, looked at: after a standstill of days one block has caught up. */
  looks: 4_096,
} as const;

/** Takes what is past its deadline at a block's time out of the queues, oldest first. */
export function takeDue(ledger: Ledger, timeMs: number): Due[] {
  const head = dueHeads.read(ledger);
  if (head === undefined || head.waiting === 0) return [];
  const taken: Due[] = [];
  // A second is past when all of it is: a deadline is the last moment that still counts.
  const end = Math.floor(timeMs / MS);
  let { second, index } = head;
  for (let look = 0; look < sweepLimits.looks && second < end; look++) {
    const hour = hourOf(second);
    if (waitingIn(ledger, hour) === 0) {
      [second, index] = [Math.min((hour + 1) * HOUR, end), 0];
      continue;
    }
    const left = takeSecond(ledger, second, index, taken);
    if (left !== undefined) {
      index = left;
      break; // the block has done enough
    }
    [second, index] = [second + 1, 0];
  }
  if (second === head.second && index === head.index) return taken;
  dueHeads.write(ledger, { second, index, waiting: head.waiting - taken.length });
  return taken;
}

/** Moves a second's objects from a place on to those taken; at which one it had to stop, undefined if at none. */
function takeSecond(
  ledger: Ledger,
  second: number,
  from: number,
  taken: Due[],
): number | undefined {
  const count = dueSeconds.read(ledger, second)?.count ?? 0;
  const to = Math.min(count, from + sweepLimits.objects - taken.length);
  for (let index = from; index < to; index++) {
    taken.push(dueObjects.read(ledger, second, index)!);
    ledger.delete(dueObjects.key(second, index));
  }
  if (to > from) addToHour(ledger, hourOf(second), from - to);
  if (to < count) return to;
  if (count > 0) ledger.delete(dueSeconds.key(second));
  return undefined;
}

function hourOf(second: number): number {
  return Math.floor(second / HOUR);
}

function waitingIn(ledger: Ledger, hour: number): number {
  return dueHours.read(ledger, hour)?.waiting ?? 0;
}

function addToHour(ledger: Ledger, hour: number, more: number): void {
  const waiting = waitingIn(ledger, hour) + more;
  if (waiting > 0) dueHours.write(ledger, { waiting }, hour);
  else ledger.delete(dueHours.key(hour));
}
