import { Overlay } from "../state/overlay.ts";
import { takeDue } from "../transactions/deadlines/deadlines.ts";
import { dueActions, invariants } from "../transactions/table.ts";
import type { BlockContext } from "./execute-transaction.ts";

/** The first protocol version that has deadlines. */
const SINCE = 3;

/**
 * What is past its deadline when a block begins, before its transactions (architecture 8). One object cannot harm another:
 * whatever would break an invariant is left as it is, and its name is returned for the alarm.
 */
export function sweep(block: Overlay, { height, timeMs, protocolVersion }: BlockContext): string[] {
  if (protocolVersion < SINCE) return [];
  const broken: string[] = [];
  for (const { kind, id } of takeDue(block, timeMs)) {
    const scratch = new Overlay(block);
    dueActions[kind](scratch, id, { height, timeMs });
    const failed = invariants.find((one) => !one.holds(block, scratch.writes()));
    if (failed === undefined) scratch.applyTo(block);
    else broken.push(failed.name);
  }
  return broken;
}
