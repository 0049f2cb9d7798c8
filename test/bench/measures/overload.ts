import type { Bench } from "./context.ts";
import { describe, worstLag } from "./throughput.ts";

const TIMES_PEAK = 3;
const WARM_UP_SECONDS = 5;
/** Those that the network takes; what it refuses is offered again, so not all that is offered must be signed. */
const SIGNED_PER_PEAK = 1.3;
/** What a pool holds, and what is signed for it. */
const POOLS = 25_000;
/** Refusals that tell a client to come back later. */
const BUSY = [
  "POOL_FULL",
  "MEMBER_QUOTA",
  "ACCOUNT_QUOTA",
  "TOO_MANY_REQUESTS",
  "NODE_BUSY",
  "BUSY",
];

/** Three times the peak from clients that do not back off: what is committed, what is refused, and the nodes' memory. */
export async function measureOverload({ options, ...bench }: Bench): Promise<void> {
  const { say, add, note } = bench;
  const scene = await bench.scene();
  const peak = await bench.peak();
  const { seconds } = options;
  say(`${TIMES_PEAK} times the peak of ${peak.toFixed(0)} a second offered, for ${seconds} s`);
  const { tally, window } = await scene.measure({
    ...{ array: options.array, perSecond: TIMES_PEAK * peak, seconds, backsOff: false },
    warmUpSeconds: WARM_UP_SECONDS,
    count: Math.ceil(peak * SIGNED_PER_PEAK * (seconds + WARM_UP_SECONDS)) + POOLS,
  });
  const rate = tally.committed / tally.seconds;
  const refusals = Object.values(tally.refused).reduce((sum, one) => sum + one, 0);
  const busy = BUSY.reduce((sum, code) => sum + (tally.refused[code] ?? 0), 0);
  add(
    { id: "overload", value: (100 * rate) / peak },
    { id: "overload-busy", value: refusals === 0 ? 100 : (100 * busy) / refusals },
    {
      id: "overload-memory",
      value: Math.max(...window.nodes.map(({ residentMbMax }) => residentMbMax)),
    },
    { id: "lag-overload", value: worstLag(window) },
  );
  const tenth = Math.max(1, Math.floor(window.residentMbSamples.length / 10));
  const memory = window.residentMbSamples.filter((_, i) => i % tenth === 0);
  note(`${describe(`${TIMES_PEAK} × peak offered`, tally, window)}
  offered ${(tally.offered / tally.seconds).toFixed(0)} a second, taken ${(tally.taken / tally.seconds).toFixed(0)}, refused ${(refusals / tally.seconds).toFixed(0)}
  memory of the largest node by tenths: ${memory.map((mb) => mb.toFixed(0)).join(", ")} MB`);
}
