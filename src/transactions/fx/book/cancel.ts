import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { MONEY_ROLES } from "../../money-roles.ts";
import { leave } from "./queue.ts";
import { offerFailures, ownOffer } from "./own-offer.ts";
import { offers } from "./records.ts";

/** fx.offer.cancel: an offer is taken out of the book, and what it reserved is available again. */
export const cancelOffer = defineOperation({
  tag: 0x0205,
  name: "fx.offer.cancel",
  since: 4,
  summary: "Takes an offer out of the book; what it reserved is available again.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({ offer: field.hash() }),
  result: field.record({ released: field.amount() }),
  failures: offerFailures,
  keys: ({ body }) => [offers.key(body.offer)],
  check: () => undefined,
  apply({ source, body }, ledger) {
    const offer = ownOffer(ledger, body.offer, source);
    if (typeof offer === "string") return fail(offer);
    leave(ledger, offer);
    const { side, base, quote, held } = offer;
    return done({ released: { asset: side === "sell" ? base : quote, minor: held } });
  },
});
