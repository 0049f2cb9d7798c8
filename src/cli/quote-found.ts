import { type AccountId, formatAccount } from "../primitives/account-id.ts";
import { parseAsset } from "../primitives/asset-id.ts";
import { toHex } from "../primitives/bytes.ts";
import { CliError } from "./errors.ts";
import { decimalsOf, objectOf, textOf } from "./ledger.ts";
import { readAll } from "./read-all.ts";
import type { Session } from "./session.ts";

/** What a quote of an account's lays down, and the most of it. Throws UNKNOWN_QUOTE. */
export async function quoteFound(
  session: Session,
  account: AccountId,
  quote: Uint8Array,
): Promise<{ readonly fixedAsset: string; readonly decimals: number; readonly most: bigint }> {
  const all = await readAll(session, "fx_quotes", "quotes", { account: formatAccount(account) });
  const found = all.map((one) => objectOf(one, "quote")).find(({ id }) => id === toHex(quote));
  if (found === undefined) {
    const hint = "`portolan fx quotes` lists those that can be accepted.";
    throw new CliError("UNKNOWN_QUOTE", "The account has no quote with this id.", hint);
  }
  const fixedAsset = textOf(found[textOf(found["fixed"], "fixed")], "asset");
  const decimals = await decimalsOf(session, parseAsset(fixedAsset)!);
  return { fixedAsset, decimals, most: BigInt(textOf(found["most"], "most")) };
}
