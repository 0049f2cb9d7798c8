import { formatAccount } from "../primitives/account-id.ts";
import { parseAsset } from "../primitives/asset-id.ts";
import { toHex } from "../primitives/bytes.ts";
import { CliError } from "./errors.ts";
import { decimalsOf, objectOf, textOf } from "./ledger.ts";
import { readAll } from "./read-all.ts";
import type { Session } from "./session.ts";

/** What an amount of an offer is typed with. */
export interface OfferFound {
  /** CODE@account of what it buys or sells. */
  readonly base: string;
  readonly decimals: number;
}

/** An account's own offer that rests. Throws UNKNOWN_OFFER. */
export async function offerFound(
  session: Session,
  account: Uint8Array,
  id: Uint8Array,
): Promise<OfferFound> {
  const resting = await readAll(session, "fx_offers", "offers", {
    account: formatAccount(account),
  });
  const offers = resting.map((one) => objectOf(one, "offer"));
  const found = offers.find((one) => one["id"] === toHex(id));
  if (found === undefined) {
    const hint = "`portolan fx offers` lists those of the acting account.";
    throw new CliError("UNKNOWN_OFFER", "No offer of the acting account has this id.", hint);
  }
  const base = textOf(found["base"], "base");
  return { base, decimals: await decimalsOf(session, parseAsset(base)!) };
}
