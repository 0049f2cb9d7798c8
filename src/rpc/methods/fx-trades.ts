import { field } from "../../primitives/fields/index.ts";
import { pairNamed } from "../../transactions/fx/book/pair.ts";
import { pairOf } from "../../transactions/fx/book/records.ts";
import {
  markets,
  tradeRecord,
  trades as records,
  TRADES_KEPT,
} from "../../transactions/fx/market/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { integer, listOf, nullable, shape } from "../schemas.ts";

/** fx_trades: what was exchanged in a pair's book last. */
export const trades = defineMethod({
  name: "fx_trades",
  summary: `A pair's last trades, the newest first, of the ${TRADES_KEPT} that are kept; null if it has no book.`,
  params: {
    base: of(field.asset(), "CODE@issuer of what is bought and sold."),
    quote: of(field.asset(), "CODE@issuer of what it is paid in."),
    limit: limitInput,
  },
  /** `total`: how many there were ever. Prices in ticks of the pair, which fx_book gives. */
  result: nullable(shape({ trades: listOf(tradeRecord.schema), total: integer })),
  errors: {},
  example: { params: { base: "HKD@gateway-hk", quote: "PHP@gateway-ph" } },
  right: "read",
  handle({ base, quote, limit = rpcLimits.pageDefault }, { ledger }) {
    if (pairNamed(ledger, base, quote) === undefined) return null;
    const pair = pairOf(base, quote);
    const total = markets.read(ledger, pair)?.trades ?? 0;
    const count = Math.min(limit, TRADES_KEPT, total);
    const newest = Array.from({ length: count }, (_, back) => total - 1 - back);
    const found = newest.map((number) => tradeRecord.toJson(records.read(ledger, pair, number)!));
    return { trades: found, total };
  },
});
