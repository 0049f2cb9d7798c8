import { U64_MAX } from "../../assets/balance.ts";
import type { Rate } from "./records.ts";

/** What a taker pays to get exactly so much, in minor units: rounded up, for the maker. */
export function paysFor(gets: bigint, { num, den }: Rate): bigint {
  return (gets * num + den - 1n) / den;
}

/** What a taker gets for exactly so much, in minor units: rounded down, for the maker. */
export function getsFor(pays: bigint, { num, den }: Rate): bigint {
  return (pays * den) / num;
}

/** Whether it is something, and no more than an amount can be. */
export function isAmount(minor: bigint): boolean {
  return minor > 0n && minor <= U64_MAX;
}
