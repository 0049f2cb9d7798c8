import type { Bench } from "./context.ts";
import { describe, rateOf, worstLag } from "./throughput.ts";

const WARM_UP_SECONDS = 5;
const PROBE = { warmUpSeconds: 4, seconds: 5 } as const;
/** Signed for the probe: more than four validators on a few cores have ever taken. */
const MOST_PER_SECOND = 4_000;
/** A machine that is busy with something else just now may be much faster a minute later. */
const LEAST_PER_SECOND = 1_500;
/** Signed beyond what the probe's best second needs. */
const RESERVE = 1.5;

/** Orders that rest in a book, and payments that are converted in it, as many as four validators take. */
export async function measureMarket(bench: Bench): Promise<void> {
  const { options, say, add, note } = bench;
  const { seconds, array, outstanding: outstandingMax } = options;
  const scene = await bench.scene();
  for (const load of ["orders", "conversions"] as const) {
    say(`${load} as fast as they are taken, for ${seconds} s`);
    const offer = { load, array, outstandingMax };
    const count = MOST_PER_SECOND * (PROBE.warmUpSeconds + PROBE.seconds);
    const probe = await scene.fleet.run({ ...offer, ...PROBE, count });
    const perSecond = RESERVE * Math.max(LEAST_PER_SECOND, ...probe.tally.perSecond);
    const { tally, window } = await scene.measure({
      ...{ ...offer, warmUpSeconds: WARM_UP_SECONDS, seconds },
      count: Math.ceil(perSecond * (WARM_UP_SECONDS + seconds)),
    });
    const failed = Object.keys(tally.failed);
    if (failed.length > 0) throw new Error(`${load} failed: ${failed.join(", ")}`);
    add(
      { id: `${load}-nodes`, value: rateOf(tally, seconds) },
      { id: `${load}-lag`, value: worstLag(window) },
    );
    note(describe(load, tally, window));
  }
}
