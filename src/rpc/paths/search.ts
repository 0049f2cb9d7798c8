import { HOPS_MAX } from "../../transactions/fx/paths/records.ts";
import type { Exactly, Way } from "./ways.ts";

interface Reached {
  readonly minor: bigint;
  readonly ways: readonly Way[];
}

/**
 * The best path of each length, from one asset to another: of those with one exchange, with two, and so on. With exactly so much to be
 * sent it goes forward, and more is better; with exactly so much to arrive it goes back from the end, and less is.
 *
 * For each asset the best way to it is kept, by number of exchanges: more of an asset never brings less of the next.
 */
export function bestPaths(
  ways: readonly Way[],
  ends: { readonly from: string; readonly into: string },
  exactly: Exactly,
  minor: bigint,
): readonly (readonly Way[])[] {
  const isForward = exactly === "pays";
  const [start, goal] = isForward ? [ends.from, ends.into] : [ends.into, ends.from];
  const next = (way: Way): string => (isForward ? way.into : way.from);
  const outOf = grouped(ways, (way) => (isForward ? way.from : way.into));
  const steps = stepsTo(goal, grouped(ways, next), (way) => (isForward ? way.from : way.into));
  const found: (readonly Way[])[] = [];
  let layer = new Map<string, Reached>([[start, { minor, ways: [] }]]);
  for (let length = 1; length <= HOPS_MAX; length++) {
    const reached = new Map<string, Reached>();
    for (const [asset, { minor: have, ways: before }] of layer) {
      for (const way of outOf.get(asset) ?? []) {
        const to = next(way);
        const isFar = (steps.get(to) ?? Infinity) > HOPS_MAX - length;
        if (isFar || to === start || before.some((one) => next(one) === to)) continue;
        const other = way.other(exactly, have);
        if (other === undefined) continue;
        const best = reached.get(to)?.minor;
        const isBetter = best === undefined || (isForward ? other > best : other < best);
        if (isBetter) reached.set(to, { minor: other, ways: [...before, way] });
      }
    }
    const arrived = reached.get(goal);
    if (arrived !== undefined) found.push(isForward ? arrived.ways : [...arrived.ways].reverse());
    reached.delete(goal);
    layer = reached;
  }
  return found;
}

/** How many exchanges an asset is away from the goal at least. */
function stepsTo(
  goal: string,
  into: ReadonlyMap<string, readonly Way[]>,
  before: (way: Way) => string,
): ReadonlyMap<string, number> {
  const steps = new Map([[goal, 0]]);
  let edge = [goal];
  for (let length = 1; length <= HOPS_MAX; length++) {
    const further = edge.flatMap((asset) => into.get(asset) ?? []).map(before);
    edge = [...new Set(further)].filter((asset) => !steps.has(asset));
    for (const asset of edge) steps.set(asset, length);
  }
  return steps;
}

function grouped(
  ways: readonly Way[],
  by: (way: Way) => string,
): ReadonlyMap<string, readonly Way[]> {
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    const group = groups.get(by(way));
    if (group === undefined) groups.set(by(way), [way]);
    else group.push(way);
  }
  return groups;
}
