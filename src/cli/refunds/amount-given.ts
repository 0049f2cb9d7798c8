import { formatAsset } from "../../primitives/asset-id.ts";
import { parseTypedAmount, toMinor } from "../amount.ts";
import { usageError } from "../errors.ts";
import { assetOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import type { Treasury } from "./treasury.ts";

/**
 * An amount in an asset that is known, in minor units: the number alone, or with that asset, like "125.00 CNY@gateway-cn". Throws usage
 * errors: AMOUNT_FORMAT, AMOUNT_DECIMALS, ASSET_DIFFERS.
 */
export async function minorGiven(
  session: Session,
  text: string,
  { asset, decimals }: Treasury,
): Promise<bigint> {
  const isNumber = !text.trim().includes(" ");
  const typed = parseTypedAmount(isNumber ? `${text} ${asset}` : text);
  if (formatAsset(await assetOf(session, typed.asset)) !== asset) {
    const message = `The amount is in ${asset}, and ${typed.asset} is another asset.`;
    throw usageError("ASSET_DIFFERS", message, "Leave the asset out, or correct it.");
  }
  return toMinor(typed, decimals);
}
