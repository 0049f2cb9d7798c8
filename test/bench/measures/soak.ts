import { inTurn, type TallyData } from "../../../src/cli/load/tally.ts";
import type { Bench } from "./context.ts";

const TENTHS = 10;
/** A tenth of a million at a few hundred a second would take as long; a run that slow is stopped. */
const TENTH_SECONDS_MAX = 600;

/**
 * A million transactions as fast as they are taken, in ten parts. What a part hands in is signed before it: the pause between
 * two parts is not measured, and signing does not slow the nodes down.
 */
export async function measureSoak({ options, say, add, note, ...bench }: Bench): Promise<void> {
  const scene = await bench.scene();
  const count = Math.ceil(options.transactions / TENTHS);
  const rates: number[] = [];
  const memory: number[] = [];
  const tallies: TallyData[] = [];
  for (let tenth = 1; tenth <= TENTHS; tenth++) {
    const { tally } = await scene.fleet.run({
      ...{ count, array: options.array, outstandingMax: options.outstanding },
      ...{ warmUpSeconds: 0, seconds: TENTH_SECONDS_MAX },
    });
    tallies.push(tally);
    rates.push(tally.finalInAll / tally.secondsToLast);
    memory.push(Math.max(...scene.network.residentMb()));
    say(`part ${tenth} of ${TENTHS}: ${rates.at(-1)!.toFixed(0)} a second`);
  }
  const { failed, refused, finalInAll } = inTurn(tallies);
  add({
    id: "growth",
    value: (100 * rates.at(-1)!) / rates[0]!,
    note: `${finalInAll.toLocaleString("en")} transactions`,
  });
  note(`a long run by tenths:
  committed a second: ${rates.map((rate) => rate.toFixed(0)).join(", ")}
  memory of the largest node: ${memory.map((mb) => mb.toFixed(0)).join(", ")} MB
  failed: ${JSON.stringify(failed)}; refused: ${JSON.stringify(refused)}`);
}
