import { assetIssuer } from "../../../primitives/asset-id.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { assets } from "../../assets/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownerOf } from "../../participants/records.ts";
import { pairOf, pairs, tick } from "./records.ts";

/** fx.pair.open: two assets get a book. An issuer of one of them, or a regulator, says how finely it is priced. */
export const openPair = defineOperation({
  tag: 0x0201,
  name: "fx.pair.open",
  since: 4,
  summary: "Opens a book in which two assets are exchanged, with its tick.",
  signatories: ["gateway", "regulator"],
  threshold: "medium",
  body: field.record({ base: field.asset(), quote: field.asset(), tick }),
  /** The pair, as keys of the ledger name it. */
  result: field.record({ pair: field.hash() }),
  failures: {
    SAME_ASSET: "Both are the same asset. Name two.",
    ZERO_TICK: "A tick is a ratio of two numbers above zero. Give num and den.",
    UNKNOWN_ASSET: "One of the assets is not defined. asset_list shows those that are.",
    NOT_ISSUER: "Only an issuer of one of the assets, or a regulator, opens their book.",
    PAIR_EXISTS: "The two assets have a book, with one or the other as base. fx_book shows it.",
  },
  keys: ({ body }) => [pairs.key(pairOf(body.base, body.quote))],
  check({ body: { base, quote, tick: one } }) {
    if (equalBytes(base, quote)) return "SAME_ASSET";
    return one.num === 0n || one.den === 0n ? "ZERO_TICK" : undefined;
  },
  apply({ source, body: { base, quote, tick: one }, height }, ledger) {
    if (!ledger.has(assets.key(base)) || !ledger.has(assets.key(quote))) {
      return fail("UNKNOWN_ASSET");
    }
    const isIssuer = [base, quote].some((asset) => equalBytes(assetIssuer(asset), source));
    const isRegulator = ownerOf(ledger, source)?.roles.includes("regulator") === true;
    if (!isIssuer && !isRegulator) return fail("NOT_ISSUER");
    const pair = pairOf(base, quote);
    if (ledger.has(pairs.key(pair)) || ledger.has(pairs.key(pairOf(quote, base)))) {
      return fail("PAIR_EXISTS");
    }
    const record = { base, quote, tick: one, openedBy: source, height, halted: undefined };
    pairs.write(ledger, record, pair);
    return done({ pair });
  },
});
