import { field } from "../../../primitives/fields/index.ts";
import type { Amount } from "../../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { balanceFailures, credit, debit, hold } from "../../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../../assets/control.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { defineOperation, done, fail, type Outcome } from "../../definition.ts";
import { countConversion } from "../market/totals.ts";
import { MONEY_ROLES } from "../../money-roles.ts";
import { bestFor, LOOKS_MAX, looksFailures, match, type Matched, type Taker } from "./matching.ts";
import { enter } from "./queue.ts";
import { pairFailures, pairNamed } from "./pair.ts";
import { quoteFor } from "./rate.ts";
import { type OfferRecord, type PairRecord, pairOf, pairs, side, type Side } from "./records.ts";

/** An offer rests this long at most, like a held payment by default. */
const REST_MS_MAX = 30 * 24 * 3_600_000;

/**
 * What becomes of the part that nobody takes at once. GTC: it rests. IOC: it is dropped. FOK: then nothing is done at all.
 * PASSIVE: the whole offer rests, or nothing is done if any of it would be taken.
 */
export const timeInForce = field.choice(["GTC", "IOC", "FOK", "PASSIVE"]);

/** fx.offer.place: an order in a pair's book. It takes what rests at its price or better, and may rest itself. */
export const placeOffer = defineOperation({
  tag: 0x0204,
  name: "fx.offer.place",
  since: 4,
  summary: "Buys or sells an amount at a price or better; what nobody takes may rest in the book.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  looks: LOOKS_MAX,
  body: field.record({
    base: field.asset(),
    quote: field.asset(),
    side,
    /** The worst price, in ticks of the pair. */
    price: field.uint(32),
    /** In minor units of the base asset. */
    quantity: field.uint64(),
    timeInForce,
    /** The last block time, milliseconds UTC, at which it may rest; until it is cancelled if absent. */
    expiresAt: field.optional(field.count()),
  }),
  result: field.record({
    /** In minor units of the base asset, and what was paid or got for it in the quote asset. */
    filled: field.uint64(),
    quote: field.uint64(),
    fills: field.uint(16),
    /** The offer that rests, and how much of the base asset it has left. */
    offer: field.optional(field.hash()),
    rests: field.uint64(),
  }),
  failures: {
    ...balanceFailures,
    ...payFailures,
    ...receiveFailures,
    ...pairFailures,
    ...looksFailures,
    ZERO_PRICE: "A price is at least one tick. fx_book shows the pair's tick.",
    EXPIRY_OUT_OF_RANGE: "The expiry must lie ahead, at most 30 days. Choose another time.",
    PAIR_HALTED: "A regulator has halted the pair. fx_book gives the reason.",
    AMOUNT_OUT_OF_RANGE:
      "At this price the amount is worth less than one minor unit, or more than an amount can be.",
    NOT_FILLED: "Not all of it can be filled at this price now; nothing was done. Ask for less.",
    WOULD_TAKE: "Part of it would be taken at once; nothing was done. Choose another price.",
    LEVEL_FULL: "The offers at this price are more than an amount can be. Choose another price.",
  },
  keys: ({ body }) => [pairs.key(pairOf(body.base, body.quote))],
  check({ body }) {
    if (body.quantity === 0n) return "ZERO_AMOUNT";
    return body.price === 0 ? "ZERO_PRICE" : undefined;
  },
  apply({ source, body, operationId, height, timeMs, looks }, ledger) {
    const { base, quote, side: of, price, quantity, timeInForce: force, expiresAt } = body;
    const pair = pairNamed(ledger, base, quote);
    if (pair === undefined) return fail("UNKNOWN_PAIR");
    if (pair.halted !== undefined) return fail("PAIR_HALTED");
    if (expiresAt !== undefined && (expiresAt <= timeMs || expiresAt > timeMs + REST_MS_MAX)) {
      return fail("EXPIRY_OUT_OF_RANGE");
    }
    const worth = quoteFor(quantity, price, pair.tick, "up");
    if (worth === undefined || quoteFor(quantity, price, pair.tick, "down") === 0n) {
      return fail("AMOUNT_OUT_OF_RANGE");
    }
    const legs = [
      { asset: base, minor: quantity },
      { asset: quote, minor: worth },
    ] as const;
    const [gives, gets] = of === "sell" ? legs : [legs[1], legs[0]];
    const barred = whyNotPay(ledger, source, gives) ?? whyNotReceive(ledger, source, gets);
    if (barred !== undefined) return fail(barred);
    const order = { side: of, price, fixed: "base", amount: quantity } as const;
    if (force === "PASSIVE" && bestFor(ledger, pair, order) !== undefined) {
      return fail("WOULD_TAKE");
    }
    const looksMax = Math.min(LOOKS_MAX, looks.left);
    const taker = { account: source, timeMs, height, looks: looksMax };
    const matched = match(ledger, pair, order, taker);
    const { left, end } = matched;
    looks.left -= matched.looks;
    if (end === "looks" && looksMax < LOOKS_MAX) return fail("TOO_MANY_OFFERS");
    if (!bookTaker(ledger, { account: source, timeMs }, of, pair, matched))
      return fail("INSUFFICIENT_BALANCE");
    if (force === "FOK" && left > 0n) return fail("NOT_FILLED");
    const result = { filled: matched.base, quote: matched.quote, fills: matched.fills.length };
    const held = of === "sell" ? left : quoteFor(left, price, pair.tick, "up")!;
    const isDust = quoteFor(left, price, pair.tick, "down") === 0n;
    // A book is never crossed: what would still be taken does not rest.
    if (force === "IOC" || end !== "empty" || isDust) {
      return done({ ...result, offer: undefined, rests: 0n });
    }
    const offer = { id: operationId, account: source, base, quote, side: of, price, left, held };
    const rests = rest(ledger, { ...offer, expiresAt, height }, { ...gives, minor: held });
    return rests.ok ? done({ ...result, offer: operationId, rests: left }) : fail(rests.code);
  },
});

/** The taker's side of what was matched; false if it has less than it gives. */
function bookTaker(
  ledger: Ledger,
  { account, timeMs }: Pick<Taker, "account" | "timeMs">,
  of: Side,
  pair: PairRecord,
  matched: Matched,
): boolean {
  const [base, quote] = [
    { asset: pair.base, minor: matched.base },
    { asset: pair.quote, minor: matched.quote },
  ];
  const [gives, gets] = of === "sell" ? [base, quote] : [quote, base];
  if (!debit(ledger, account, gives)) return false;
  credit(ledger, account, gets);
  if (matched.fills.length > 0) countConversion(ledger, { account, timeMs }, gives, gets);
  return true;
}

/** Reserves what the offer gives and puts it into the book. */
function rest(
  ledger: Ledger,
  offer: Omit<OfferRecord, "before" | "after">,
  gives: Amount,
): Outcome<undefined> & { readonly code?: "INSUFFICIENT_BALANCE" | "LEVEL_FULL" } {
  if (!hold(ledger, offer.account, gives)) return fail("INSUFFICIENT_BALANCE");
  if (!enter(ledger, offer)) return fail("LEVEL_FULL");
  if (offer.expiresAt !== undefined) addDeadline(ledger, offer.expiresAt, "offer", offer.id);
  return done(undefined);
}
