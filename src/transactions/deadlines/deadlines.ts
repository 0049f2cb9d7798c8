import type { ValueOf } from "../../primitives/fields/field.ts";
import type { Ledger } from "../../state/ledger.ts";
import { dueHeads, type dueKind, dueObjects, dueSeconds } from "./records.ts";

export type DueKind = ValueOf<typeof dueKind>;

/** Something whose deadline has passed. */
export interface Due {
  readonly kind: DueKind;
  readonly id: Uint8Array;
}

const MS = 1_000;
const NOTHING = { second: 0, index: 0, waiting: 0 };

/**
 * Notes that something has a deadline (architecture 8). The cost is that of three entries, however many wait.
 *
 * Deadlines stand in queues of one second each, and the head says at which second the next sweep goes on: no order has to
 * be kept and nothing has to be searched. Who is done before its deadline stays in its queue; the sweep finds that out.
 */
export function addDeadline(ledger: Ledger, atMs: number, kind: DueKind, id: Uint8Array): void {
  const second = Math.floor(atMs / MS);
  const { count } = dueSeconds.read(ledger, second) ?? { count: 0 };
  dueObjects.write(ledger, { kind, id }, second, count);
  dueSeconds.write(ledger, { count: count + 1 }, second);
  const head = dueHeads.read(ledger) ?? NOTHING;
  const isNext = head.waiting === 0 || second < head.second;
  const next = isNext ? { second, index: 0 } : { second: head.second, index: head.index };
  dueHeads.write(ledger, { ...next, waiting: head.waiting + 1 });
}

/** What one block does at most, so that many deadlines at once hold no block up. What is left comes with the next. */
export const sweepLimits = {
  objects: 256,
  /** Seconds looked at: an hour of standstill is caught up in one block. */
  seconds: 3_600,
} as const;

/** Takes what is past its deadline at a block's time out of the queues, oldest first. */
export function takeDue(ledger: Ledger, timeMs: number): Due[] {
  const head = dueHeads.read(ledger);
  if (head === undefined || head.waiting === 0) return [];
  const taken: Due[] = [];
  let { second, index, waiting } = head;
  const last = second + sweepLimits.seconds;
  // A second is past when all of it is: a deadline is the last moment that still counts.
  while (waiting > 0 && second < last && timeMs >= (second + 1) * MS) {
    const count = dueSeconds.read(ledger, second)?.count ?? 0;
    for (; index < count && taken.length < sweepLimits.objects; index++, waiting--) {
      const due = dueObjects.read(ledger, second, index);
      if (due !== undefined) taken.push(due);
      ledger.delete(dueObjects.key(second, index));
    }
    if (index < count) break; // the block has done enough
    if (count > 0) ledger.delete(dueSeconds.key(second));
    [second, index] = [second + 1, 0];
  }
  if (second !== head.second || index !== head.index) {
    dueHeads.write(ledger, { second, index, waiting });
  }
  return taken;
}
