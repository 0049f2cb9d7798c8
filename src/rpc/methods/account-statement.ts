import { setImmediate as nextTurn } from "node:timers/promises";

import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import { assets } from "../../transactions/assets/records.ts";
import type { ChainReads } from "../context.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { rpcLimits } from "../limits.ts";
import { momentInput } from "../moment-input.ts";
import { account, asset, integer, listOf, nullable, shape, text, time } from "../schemas.ts";
import { entrySchema, entryToJson, holdingSchema, holdingToJson } from "../statement-entry.ts";

/**
 * account_statement: what camt.053 says of a period, booking by booking. Its opening and closing booked balances are
 * available + held. Over all pages opening + changes = closing.
 */
export const statement = defineMethod({
  name: "account_statement",
  summary:
    "An account's statement in one asset: opening and closing balance, and every change with its cause.",
  params: {
    account: accountInput,
    asset: of(field.asset()),
    from: optional(
      momentInput("Its first moment: a UTC day, or milliseconds; genesis if left out."),
    ),
    to: optional(
      momentInput(
        "The moment before which it ends: a UTC day, which is left out, or milliseconds.",
      ),
    ),
    after: optional(
      of(
        field.text(27, /^[0-9]{12}\/[0-9]{6}\/[0-9]{3}(\/[0-9]{3})?$/, "must be a place"),
        "The place after which to go on: `next` of the answer before.",
      ),
    ),
    limit: limitInput,
  },
  result: shape({
    account,
    asset,
    decimals: integer,
    from: time,
    /** Not later than behind the newest block: ask with it for the next page, so that closing stays what it is. */
    to: time,
    opening: holdingSchema,
    closing: holdingSchema,
    /** From this height on this node knows every change: 0, unless it forgets blocks or started from a snapshot. */
    firstHeight: integer,
    entries: listOf(entrySchema),
    next: nullable(text),
  }),
  errors: {
    UNKNOWN_ASSET: "The asset is not defined. asset_list shows those that are.",
    HISTORY_PRUNED:
      "This node knows changes from data.firstHeight and data.firstTimeMs on. Begin there, or ask an archive node.",
  },
  example: {
    params: { account: "alice", asset: "HKD@gateway-hk", from: "2026-11-25", to: "2026-11-26" },
  },
  right: "read",
  refine: ({ from, to }) =>
    from !== undefined && to !== undefined && from >= to ? "from must be before to" : undefined,
  async handle(params, { chain, ledger, genesis }, { fail }) {
    const {
      account: id,
      asset: of,
      from = genesis.timeMs,
      after,
      limit = rpcLimits.pageDefault,
    } = params;
    const decimals = assets.read(ledger, of)?.decimals;
    if (decimals === undefined) throw fail("UNKNOWN_ASSET");
    const refuseForgotten = (): void => {
      const { firstHeight, firstTimeMs } = historyStart(chain);
      if (from >= firstTimeMs) return;
      const message = "What this node has of the account's history begins later.";
      throw fail("HISTORY_PRUNED", message, { firstHeight, firstTimeMs });
    };
    refuseForgotten();
    const to = Math.max(from, Math.min(params.to ?? Infinity, chain.head().header.timeMs + 1));
    const fromHeight = await chain.heightAt(from);
    const toHeight = await chain.heightAt(to);
    const opening = await chain.balanceBefore(id, of, fromHeight);
    const closing = await chain.balanceBefore(id, of, toHeight);
    const start = after === undefined ? {} : { after };
    const range = { fromHeight, toHeight, ...start, limit: limit + 1 };
    const found = await chain.changes(id, of, range);

    const entries: Json[] = [];
    let stored: ReturnType<ChainReads["stored"]>;
    for (const [place, one] of found.slice(0, limit).entries()) {
      if (stored?.block.header.height !== one.height) {
        await nextTurn(); // a full block takes a millisecond to read
        stored = chain.stored(one.height);
      }
      if (stored === undefined) break; // forgotten meanwhile: refused below
      const line = { ...one, after: found[place + 1]?.before ?? closing };
      entries.push(entryToJson(line, stored, { account: id, asset: of, ledger }));
    }
    refuseForgotten();
    return {
      ...{ account: formatAccount(id), asset: formatAsset(of), decimals, from, to },
      ...{ opening: holdingToJson(opening), closing: holdingToJson(closing) },
      ...{ firstHeight: chain.firstHistoryHeight(), entries },
      next: found.length > limit ? found[limit - 1]!.place : null,
    };
  },
});

/** From when on every change is here. */
function historyStart(chain: ChainReads): { firstHeight: number; firstTimeMs: number } {
  const firstHeight = chain.firstHistoryHeight();
  if (firstHeight <= 1) return { firstHeight, firstTimeMs: 0 };
  const { header } = chain.stored(firstHeight)?.block ?? chain.head();
  const isAbove = header.height < firstHeight; // a snapshot whose next block is not there yet
  return { firstHeight, firstTimeMs: isAbove ? header.timeMs + 1 : header.timeMs };
}
