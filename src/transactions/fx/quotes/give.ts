import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { Ledger } from "../../../state/ledger.ts";
import { balanceFailures, hold } from "../../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../../assets/control.ts";
import { assets } from "../../assets/records.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { accounts } from "../../participants/records.ts";
import {
  asked,
  exchange,
  MAKER_ROLES,
  type QuoteRecord,
  quotes,
  quotesOf,
  rate as rateField,
  requests,
} from "./records.ts";
import { getsFor, isAmount, paysFor } from "./worth.ts";

/** A quote is firm this long at most, like an offer that rests. */
const FIRM_MS_MAX = 30 * 24 * 3_600_000;

/** fx.quote.give: a maker's firm quote to one taker (docs/domain section 2, RFQ). What it may have to give is on hold until then. */
export const giveQuote = defineOperation({
  tag: 0x0211,
  name: "fx.quote.give",
  since: 4,
  summary:
    "Gives one taker a firm quote; what it promises is reserved until it is used or expires.",
  signatories: MAKER_ROLES,
  threshold: "medium",
  body: field.record({
    taker: field.account(),
    ...exchange,
    /** The band of the fixed amount, in minor units; the same twice for one amount. */
    least: field.uint64(),
    most: field.uint64(),
    rate: rateField,
    /** The last block time, milliseconds UTC, at which it may be accepted. */
    expiresAt: field.count(),
    /** Up to when a held payment may keep it; as long as it may be accepted, if absent. */
    settleBy: field.optional(field.count()),
    /** The request that it answers. */
    request: field.optional(field.hash()),
  }),
  result: field.record({ quote: field.hash(), reserved: field.amount() }),
  failures: {
    ...balanceFailures,
    ...payFailures,
    ...receiveFailures,
    SAME_ASSET: "Both are the same asset. Name two.",
    UNKNOWN_ASSET: "One of the assets is not defined. asset_list shows those that are.",
    ZERO_RATE: "A rate is a ratio of two numbers above zero. Give num and den.",
    BAND_OUT_OF_ORDER: "The least is more than the most. Exchange them.",
    AMOUNT_OUT_OF_RANGE:
      "At this rate the least is worth less than one minor unit, or the most more than an amount can be.",
    UNKNOWN_ACCOUNT: "The taker's account is not registered. Check the address.",
    OWN_PARTICIPANT: "The taker belongs to the maker's own participant. Move the funds instead.",
    EXPIRY_OUT_OF_RANGE:
      "The expiry must lie ahead, at most 30 days, and settleBy not before it. Choose other times.",
    UNKNOWN_REQUEST:
      "No request with this id waits for the source. fx_requests shows those that do.",
    NOT_AS_REQUESTED:
      "The request is another taker's, of other assets, or for an amount outside the band. fx_requests shows it.",
  },
  keys: ({ body }) => [assets.key(body.pays), assets.key(body.gets), accounts.key(body.taker)],
  check({ body: { pays, gets, least, most, rate } }) {
    if (equalBytes(pays, gets)) return "SAME_ASSET";
    if (rate.num === 0n || rate.den === 0n) return "ZERO_RATE";
    if (least === 0n) return "ZERO_AMOUNT";
    return least > most ? "BAND_OUT_OF_ORDER" : undefined;
  },
  apply({ source, body, operationId, height, timeMs }, ledger) {
    const { taker, pays, gets, fixed, least, most, rate, expiresAt } = body;
    const { settleBy, request } = body;
    if (!ledger.has(assets.key(pays)) || !ledger.has(assets.key(gets)))
      return fail("UNKNOWN_ASSET");
    const latest = settleBy ?? expiresAt;
    if (expiresAt <= timeMs || latest < expiresAt || latest > timeMs + FIRM_MS_MAX) {
      return fail("EXPIRY_OUT_OF_RANGE");
    }
    const owner = accounts.read(ledger, taker)?.participant;
    if (owner === undefined) return fail("UNKNOWN_ACCOUNT");
    if (owner === accounts.read(ledger, source)?.participant) return fail("OWN_PARTICIPANT");
    const worth = fixed === "pays" ? getsFor : paysFor;
    const [lowest, highest] = [worth(least, rate), worth(most, rate)];
    if (!isAmount(lowest) || !isAmount(highest)) return fail("AMOUNT_OUT_OF_RANGE");
    const reserved = { asset: gets, minor: fixed === "gets" ? most : highest };
    const paid = { asset: pays, minor: fixed === "pays" ? most : highest };
    const barred = whyNotPay(ledger, source, reserved) ?? whyNotReceive(ledger, source, paid);
    if (barred !== undefined) return fail(barred);
    if (!hold(ledger, source, reserved)) return fail("INSUFFICIENT_BALANCE");
    const quote: QuoteRecord = {
      ...{ id: operationId, maker: source, taker, pays, gets, fixed, least, most, rate },
      ...{ expiresAt, settleBy, reserved: reserved.minor, height, payment: undefined },
    };
    const unasked = request && answer(ledger, quote, request, timeMs);
    if (unasked !== undefined) return fail(unasked);
    quotes.write(ledger, quote, operationId);
    quotesOf.write(ledger, { height }, source, operationId);
    quotesOf.write(ledger, { height }, taker, operationId);
    addDeadline(ledger, expiresAt, "quote", operationId);
    return done({ quote: operationId, reserved });
  },
});

/** The request waits for this maker no more; says what is wrong if the quote is no answer to it. */
function answer(
  ledger: Ledger,
  { maker, taker, pays, gets, fixed, least, most }: QuoteRecord,
  request: Uint8Array,
  timeMs: number,
): "UNKNOWN_REQUEST" | "NOT_AS_REQUESTED" | undefined {
  const record = requests.read(ledger, request);
  const isOpen = record !== undefined && timeMs <= record.answerBy;
  if (!isOpen || !ledger.has(asked.key(maker, request))) return "UNKNOWN_REQUEST";
  const isSame =
    equalBytes(record.taker, taker) &&
    equalBytes(record.pays, pays) &&
    equalBytes(record.gets, gets) &&
    record.fixed === fixed;
  if (!isSame || record.amount < least || record.amount > most) return "NOT_AS_REQUESTED";
  ledger.delete(asked.key(maker, request));
  return undefined;
}
