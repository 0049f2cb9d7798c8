import { decimalText } from "../../primitives/decimal.ts";

/** Decimals of the currencies of declarations: yuan, dollars and the like have two. */
const DECIMALS = 2;

/** Minor units as people write them. */
export function moneyText(minor: string | bigint): string {
  return decimalText(BigInt(minor), DECIMALS);
}

export function totalOf(values: readonly (string | null)[]): string {
  return moneyText(values.reduce((sum, one) => sum + BigInt(one ?? 0), 0n));
}
