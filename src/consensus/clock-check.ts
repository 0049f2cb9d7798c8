import type { Header } from "../chain/block.ts";
import { bounds, type Timing } from "./timing.ts";

/**
 * C12. Why a header's time is unacceptable, if it is. Judged by the clock at the header's first receipt, so that waiting
 * for a parent or for bodies cannot change the verdict.
 *
 * The bound ahead is never widened: a primary could otherwise run time forward. parent + 1 is always allowed, so that a parent
 * ahead of everyone's clock stops nothing. The bound behind doubles with each skipped view, so that clocks that disagree
 * slow the chain down and do not stop it.
 */
export function clockProblem(
  { timeMs }: Header,
  parent: Header,
  firstSeenMs: number,
  skippedViews: number,
  { aheadMs, behindMs }: Timing,
): string | undefined {
  if (timeMs <= parent.timeMs) return "its time is not after its parent's";
  if (timeMs > firstSeenMs + aheadMs && timeMs !== parent.timeMs + 1) {
    return `its time is ${timeMs - firstSeenMs} ms ahead of the clock here`;
  }
  const behindMaxMs = behindMs * 2 ** Math.min(skippedViews, bounds.exponent);
  if (timeMs < firstSeenMs - behindMaxMs) {
    return `its time is ${firstSeenMs - timeMs} ms behind the clock here`;
  }
  return undefined;
}
