import { equalBytes, toHex } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { assets } from "../../assets/records.ts";
import { addDeadline } from "../../deadlines/deadlines.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { MONEY_ROLES } from "../../money-roles.ts";
import { ownerOf } from "../../participants/records.ts";
import { asked, exchange, MAKER_ROLES, MAKERS_MAX, requests } from "./records.ts";

/** A request stands this long at most. */
const ANSWER_MS_MAX = 7 * 24 * 3_600_000;

/** fx.quote.request: somebody asks makers for firm quotes. Nothing is reserved, and nobody has to answer. */
export const requestQuote = defineOperation({
  tag: 0x0210,
  name: "fx.quote.request",
  since: 4,
  summary: "Asks makers for firm quotes.",
  signatories: MONEY_ROLES,
  threshold: "low",
  body: field.record({
    ...exchange,
    /** The fixed amount, in minor units. */
    amount: field.uint64(),
    makers: field.list(field.account(), MAKERS_MAX, 1),
    /** The last block time, milliseconds UTC, at which a quote may answer. */
    answerBy: field.count(),
  }),
  result: field.record({ request: field.hash() }),
  failures: {
    ZERO_AMOUNT: "The amount is zero. Ask for at least one minor unit.",
    SAME_ASSET: "Both are the same asset. Name two.",
    UNKNOWN_ASSET: "One of the assets is not defined. asset_list shows those that are.",
    DUPLICATE_MAKER: "A maker is named twice. Name each once.",
    NOT_A_MAKER:
      "One of the makers is not registered, is the source, or has no role that gives quotes. participant_list shows roles.",
    EXPIRY_OUT_OF_RANGE: "The time to answer must lie ahead, at most 7 days. Choose another.",
  },
  keys: ({ body }) => [assets.key(body.pays), assets.key(body.gets)],
  check({ body: { pays, gets, amount, makers } }) {
    if (amount === 0n) return "ZERO_AMOUNT";
    if (equalBytes(pays, gets)) return "SAME_ASSET";
    return new Set(makers.map(toHex)).size < makers.length ? "DUPLICATE_MAKER" : undefined;
  },
  apply({ source, body, operationId, height, timeMs }, ledger) {
    const { pays, gets, makers, answerBy } = body;
    if (!ledger.has(assets.key(pays)) || !ledger.has(assets.key(gets)))
      return fail("UNKNOWN_ASSET");
    if (answerBy <= timeMs || answerBy > timeMs + ANSWER_MS_MAX) return fail("EXPIRY_OUT_OF_RANGE");
    const isMaker = (one: Uint8Array): boolean =>
      !equalBytes(one, source) &&
      ownerOf(ledger, one)?.roles.some((role) => MAKER_ROLES.includes(role)) === true;
    if (!makers.every(isMaker)) return fail("NOT_A_MAKER");
    requests.write(ledger, { id: operationId, taker: source, ...body, height }, operationId);
    for (const maker of makers) asked.write(ledger, { height }, maker, operationId);
    addDeadline(ledger, answerBy, "request", operationId);
    return done({ request: operationId });
  },
});
