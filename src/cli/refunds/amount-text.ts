import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { assetOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import type { Treasury } from "./treasury.ts";

/**
 * An amount that stands on the ledger, as people read it: "910.00 CNY@gateway-cn". The issuer's name is shown with its account before
 * anything is signed, as if it had been typed, and with it what is done.
 */
export async function amountText(
  session: Session,
  minor: bigint,
  { asset, decimals }: Treasury,
): Promise<string> {
  const named = textOf(await withNames(session, asset), "asset");
  await assetOf(session, named);
  return `${formatMinor(minor, decimals)} ${named}`;
}
