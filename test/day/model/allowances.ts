import type { Action, SenderLimits } from "../events.ts";
import type { Assets } from "./assets.ts";
import type { Participants } from "./participants.ts";

export interface Spent {
  readonly day: number;
  readonly inDay: bigint;
  readonly year: number;
  readonly inYear: bigint;
}

const DAY_MS = 86_400_000;

/** What somebody may send in a transfer, a day and a year, and has sent: counted only where a limit is laid down. */
export class Allowances {
  readonly #assets: Assets;
  readonly #participants: Participants;
  readonly #limits = new Map<string, SenderLimits>();
  readonly #spent = new Map<string, Spent>();

  constructor(assets: Assets, participants: Participants) {
    this.#assets = assets;
    this.#participants = participants;
  }

  limit(by: string, { asset, user, limits }: Action & { kind: "sender-limits" }): string {
    if (!this.#participants.isSponsor(by, user)) return "NOT_SPONSOR";
    if (Object.keys(limits).length === 0) this.#limits.delete(`${asset} ${user}`);
    else this.#limits.set(`${asset} ${user}`, limits);
    return "OK";
  }

  spent(asset: string, payer: string): Spent | undefined {
    return this.#spent.get(`${asset} ${payer}`);
  }

  whyNot(asset: string, payer: string, minor: bigint, timeMs: number): string | undefined {
    const bySponsor = this.#limits.get(`${asset} ${payer}`);
    const isAbove = (sum: bigint, limit: bigint | undefined) => limit !== undefined && sum > limit;
    if (isAbove(minor, bySponsor?.perTransfer)) return "SPONSOR_TRANSFER_LIMIT";
    const { inDay, inYear } = this.#at(asset, payer, timeMs);
    if (isAbove(inDay + minor, this.#assets.perDay(asset, payer))) return "DAY_LIMIT";
    if (isAbove(inDay + minor, bySponsor?.perDay)) return "SPONSOR_DAY_LIMIT";
    return isAbove(inYear + minor, bySponsor?.perYear) ? "SPONSOR_YEAR_LIMIT" : undefined;
  }

  spend(asset: string, payer: string, minor: bigint, timeMs: number): void {
    const isLimited = this.#limits.has(`${asset} ${payer}`);
    if (!isLimited && this.#assets.perDay(asset, payer) === undefined) return;
    const { day, inDay, year, inYear } = this.#at(asset, payer, timeMs);
    const now = { day, inDay: inDay + minor, year, inYear: inYear + minor };
    this.#spent.set(`${asset} ${payer}`, now);
  }

  /** What was sent at a time never arrived. */
  restore(asset: string, payer: string, minor: bigint, sentMs: number): void {
    const spent = this.spent(asset, payer);
    if (spent === undefined) return;
    const { day, year } = dateOf(sentMs);
    const less = (sum: bigint) => (sum > minor ? sum - minor : 0n);
    this.#spent.set(`${asset} ${payer}`, {
      ...spent,
      inDay: spent.day === day ? less(spent.inDay) : spent.inDay,
      inYear: spent.year === year ? less(spent.inYear) : spent.inYear,
    });
  }

  #at(asset: string, payer: string, timeMs: number): Spent {
    const { day, year } = dateOf(timeMs);
    const last = this.spent(asset, payer);
    const inDay = last?.day === day ? last.inDay : 0n;
    return { day, inDay, year, inYear: last?.year === year ? last.inYear : 0n };
  }
}

function dateOf(timeMs: number): { day: number; year: number } {
  return { day: Math.floor(timeMs / DAY_MS), year: new Date(timeMs).getUTCFullYear() };
}
