import { acceptQuote } from "../../transactions/fx/quotes/accept.ts";
import { giveQuote } from "../../transactions/fx/quotes/give.ts";
import { idInReceipt } from "./id-in-receipt.ts";
import type { Market } from "./trade-market.ts";
import type { TradeTrail } from "./trade-trail.ts";

/** 7.10 CNY for a dollar: what is paid by what is got, as quotes say it. */
const RATE = { num: 10n, den: 71n };
const FIRM_MS = 60_000;

/** What came in from abroad becomes CNY by a market maker's firm quote: both legs at once, or neither. */
export async function convertReceipt(
  { merchant, maker, usd, cny }: Market,
  trail: TradeTrail,
  minor: bigint,
): Promise<void> {
  let quote: Uint8Array = new Uint8Array(32);
  await trail.step(maker, "quotes 7.10 CNY for a dollar, firm for a minute", async () => {
    const given = await maker.does(giveQuote, {
      ...{ taker: merchant.account, pays: usd, gets: cny, fixed: "pays" as const },
      ...{ least: minor, most: minor, rate: RATE, expiresAt: Date.now() + FIRM_MS },
      ...{ settleBy: undefined, request: undefined },
    });
    quote = await idInReceipt(maker, given, "quote");
  });
  await trail.step(merchant, "converts by it what it was paid in USD", () =>
    merchant.does(acceptQuote, { quote, amount: minor }),
  );
}
