import { field } from "../../../primitives/fields/index.ts";
import { release } from "../../assets/balance.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { MONEY_ROLES } from "../../money-roles.ts";
import { shrink } from "./queue.ts";
import { offerFailures, ownOffer } from "./own-offer.ts";
import { pairNamed } from "./pair.ts";
import { quoteFor } from "./rate.ts";
import { offers } from "./records.ts";

/** fx.offer.amend: an offer becomes smaller and keeps its place. Whoever wants another price or more cancels and places anew. */
export const amendOffer = defineOperation({
  tag: 0x0206,
  name: "fx.offer.amend",
  since: 4,
  summary: "Makes an offer smaller; it keeps its place in the queue.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  /** `left`: what is to be left of it, in minor units of the base asset. */
  body: field.record({ offer: field.hash(), left: field.uint64() }),
  result: field.record({ released: field.amount() }),
  failures: {
    ...offerFailures,
    ZERO_AMOUNT: "Nothing would be left. Cancel the offer instead.",
    NOT_LESS: "The offer has no more than that left. To offer more, place another.",
    AMOUNT_OUT_OF_RANGE: "So little is worth less than one minor unit. Cancel the offer instead.",
  },
  keys: ({ body }) => [offers.key(body.offer)],
  check: ({ body }) => (body.left === 0n ? "ZERO_AMOUNT" : undefined),
  apply({ source, body: { offer: id, left } }, ledger) {
    const offer = ownOffer(ledger, id, source);
    if (typeof offer === "string") return fail(offer);
    if (left >= offer.left) return fail("NOT_LESS");
    const { account, base, quote, side, price } = offer;
    const { tick } = pairNamed(ledger, base, quote)!;
    if (quoteFor(left, price, tick, "down") === 0n) return fail("AMOUNT_OUT_OF_RANGE");
    const held = side === "sell" ? left : quoteFor(left, price, tick, "up")!;
    const released = { asset: side === "sell" ? base : quote, minor: offer.held - held };
    release(ledger, account, released);
    shrink(ledger, offer, left, held);
    return done({ released });
  },
});
