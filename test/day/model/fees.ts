import type { Agent, Bearer, Schedule, Side } from "../events.ts";

export interface Fee {
  readonly name: string;
  readonly borneBy: Side;
  readonly minor: bigint;
}

/** What each participant charges for an asset that passes through its hands. */
export class Fees {
  readonly #schedules = new Map<string, Schedule>();

  set(by: string, asset: string, schedule: Schedule): string {
    this.#schedules.set(`${asset} ${by}`, schedule);
    return "OK";
  }

  of(agent: Agent, asset: string, minor: bigint, bearer: Bearer | undefined): Fee {
    const { name, side } = agent;
    const schedule = this.#schedules.get(`${asset} ${name}`);
    const fee = schedule === undefined ? 0n : charge(schedule, minor);
    return { name, borneBy: bearing(bearer, side), minor: fee };
  }
}

/** Who pays an agent's fee: DEBT the payer, CRED the receiver, otherwise each side its own agents'. */
function bearing(bearer: Bearer | undefined, side: Side): Side {
  if (bearer === "DEBT") return "debtor";
  return bearer === "CRED" ? "creditor" : side;
}

function charge({ flat, partsPerMillion, least, most }: Schedule, minor: bigint): bigint {
  let fee = flat + (minor * BigInt(partsPerMillion)) / 1_000_000n;
  if (least !== undefined && fee < least) fee = least;
  if (most !== undefined && fee > most) fee = most;
  return fee;
}
