import type { Held, Replayed } from "./replay.ts";

/** Where the books of maker, takers and nodes differ; empty if they agree to the minor unit. */
export function reconcile(replayed: Replayed, fundsEach: bigint): string[] {
  const { ended, takers, assets, lastPrice, seen } = replayed;
  const differences: string[] = [];
  const same = (what: string, is: unknown, shouldBe: unknown): void => {
    if (is !== shouldBe) differences.push(`${what}: ${String(is)}, and not ${String(shouldBe)}`);
  };
  const owned = (held: Held | undefined): bigint => (held?.available ?? 0n) + (held?.held ?? 0n);
  const sums = { base: 0n, quote: 0n };
  for (const taker of takers) {
    sums.base += taker.base;
    sums.quote += taker.quote;
  }
  const change = { base: 0n, quote: 0n };
  for (const leg of ["base", "quote"] as const) {
    const asset = assets[leg];
    const line = ended.inventory.find((one) => one.asset === asset)!;
    change[leg] = BigInt(line.now) - BigInt(line.before);
    same(`what the maker gained of ${asset}, by the takers' receipts`, change[leg], -sums[leg]);
    for (const [node, { maker, takers: balances, supply }] of seen.entries()) {
      const at = `at node ${node}`;
      same(`the maker's ${asset} ${at}`, owned(maker[asset]), BigInt(line.now));
      same(`the maker's ${asset} on hold ${at}`, maker[asset]?.held ?? 0n, 0n);
      same(`the supply of ${asset} ${at}`, supply[asset], replayed.supply[asset]);
      for (const [i, taker] of takers.entries()) {
        same(`taker ${i}'s ${asset} ${at}`, owned(balances[i]![asset]), fundsEach + taker[leg]);
        same(`taker ${i}'s ${asset} on hold ${at}`, balances[i]![asset]?.held ?? 0n, 0n);
      }
    }
  }
  for (const [node, { offers }] of seen.entries()) {
    same(`the maker's offers at node ${node}`, offers, 0);
  }
  same("the gain", ended.gain.minor, gainAt(lastPrice, change).toString());
  return differences;
}

/** In minor units of quote, rounded down; both assets have two decimals, and the price is in ten-thousandths. */
function gainAt(price: number, { base, quote }: { base: bigint; quote: bigint }): bigint {
  const exact = base * BigInt(price) + quote * 10_000n;
  const whole = exact / 10_000n;
  return whole * 10_000n > exact ? whole - 1n : whole;
}
