import { formatAccount } from "../../primitives/account-id.ts";
import { formatAsset } from "../../primitives/asset-id.ts";
import { fromHex } from "../../primitives/bytes.ts";
import { CliError } from "../errors.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import type { Session } from "../session.ts";
import type { Others } from "./ladder.ts";
import type { Resting } from "./moves.ts";
import type { Market } from "./market.ts";

/** An account's balances in minor units, by CODE@account. */
export type Balances = ReadonlyMap<
  string,
  { readonly available: bigint; readonly held: bigint; readonly decimals: number }
>;

export async function balancesOf(session: Session, account: Uint8Array): Promise<Balances> {
  const params = { account: formatAccount(account) };
  const found = await readAll(session, "account_balances", "balances", params);
  return new Map(
    found.map((one) => {
      const { asset, available, held, decimals } = objectOf(one, "balance");
      const minor = (json: typeof held): bigint => BigInt(textOf(json, "amount"));
      return [
        textOf(asset, "asset"),
        {
          available: minor(available),
          held: minor(held),
          decimals: numberOf(decimals, "decimals"),
        },
      ];
    }),
  );
}

/** An account's offers by pair, as `pairKey` names it. */
export async function restingOf(
  session: Session,
  account: Uint8Array,
): Promise<ReadonlyMap<string, Resting[]>> {
  const found = await readAll(session, "fx_offers", "offers", { account: formatAccount(account) });
  const offers = found.map((one) => objectOf(one, "offer"));
  const keyOf = ({ base, quote }: JsonObject) =>
    `${textOf(base, "base")}/${textOf(quote, "quote")}`;
  const byPair = new Map<string, Resting[]>();
  for (const offer of offers) {
    const key = keyOf(offer);
    byPair.set(key, [...(byPair.get(key) ?? []), restingFrom(offer)]);
  }
  return byPair;
}

function restingFrom({ id, side, price, left, held, expiresAt }: JsonObject): Resting {
  return {
    id: fromHex(textOf(id, "id"))!,
    side: textOf(side, "side") === "sell" ? "sell" : "buy",
    price: numberOf(price, "price"),
    left: BigInt(textOf(left, "left")),
    held: BigInt(textOf(held, "held")),
    expiresAtMs: typeof expiresAt === "number" ? expiresAt : undefined,
  };
}

/** Best prices of a pair without the maker's own offers. `own` are at most as many prices as the market has levels, twice. */
export async function othersIn(
  session: Session,
  { base, quote, terms }: Market,
  own: readonly Resting[],
): Promise<Others> {
  const limit = 2 * terms.levels + 1;
  const params = { base: formatAsset(base), quote: formatAsset(quote), limit };
  const book = objectOf(await session.call("fx_book", params), "book");
  const halted = book["halted"];
  if (typeof halted === "string") {
    throw new CliError("PAIR_HALTED", `The pair is halted: ${halted}`, "A regulator resumes it.");
  }
  const best = (name: "bids" | "asks", side: Resting["side"]): number | undefined => {
    const levels = listOf(book[name], name).map((one) => objectOf(one, "level"));
    const foreign = levels.find(({ price, left }) => {
      const mine = own.filter((one) => one.side === side && one.price === price);
      return BigInt(textOf(left, "left")) > mine.reduce((sum, one) => sum + one.left, 0n);
    });
    return foreign === undefined ? undefined : numberOf(foreign["price"], "price");
  };
  return { bid: best("bids", "buy"), ask: best("asks", "sell") };
}
