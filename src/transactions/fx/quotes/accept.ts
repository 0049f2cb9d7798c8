import { field } from "../../../primitives/fields/index.ts";
import { balanceFailures, credit, debit } from "../../assets/balance.ts";
import { payFailures, receiveFailures, whyNotPay, whyNotReceive } from "../../assets/control.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { countConversion } from "../market/totals.ts";
import { MONEY_ROLES } from "../../money-roles.ts";
import { quotes } from "./records.ts";
import { openQuote, quoteFailures, settleQuote, termsOf } from "./use.ts";

/** fx.quote.accept: the taker exchanges by a firm quote, whole or within its band. Then the quote is used up. */
export const acceptQuote = defineOperation({
  tag: 0x0212,
  name: "fx.quote.accept",
  since: 4,
  summary: "Exchanges by a firm quote; both legs happen at once, and the quote is used up.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  /** `amount`: of the side that the quote fixes, in minor units. */
  body: field.record({ quote: field.hash(), amount: field.uint64() }),
  result: field.record({ paid: field.amount(), got: field.amount() }),
  failures: { ...balanceFailures, ...payFailures, ...receiveFailures, ...quoteFailures },
  keys: ({ body }) => [quotes.key(body.quote)],
  check: ({ body }) => (body.amount === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body, timeMs }, ledger) {
    const quote = openQuote(ledger, body.quote, { account: source, timeMs });
    if (typeof quote === "string") return fail(quote);
    const terms = termsOf(quote, quote.fixed, body.amount);
    if (typeof terms === "string") return fail(terms);
    const { pays, gets } = terms;
    const barred = whyNotPay(ledger, source, pays) ?? whyNotReceive(ledger, source, gets);
    if (barred !== undefined) return fail(barred);
    if (!debit(ledger, source, pays)) return fail("INSUFFICIENT_BALANCE");
    const stopped = settleQuote(ledger, quote, terms);
    if (stopped !== undefined) return fail(stopped);
    credit(ledger, source, gets);
    countConversion(ledger, { account: source, timeMs }, pays, gets);
    return done({ paid: pays, got: gets });
  },
});
