import { CliError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** A listing by its merchant's code and number, and a buyer's own price of it. Throws UNKNOWN_LISTING. */
export async function listingFound(
  session: Session,
  ebcCode: string,
  listingNo: string,
  buyer?: string,
): Promise<{ readonly json: JsonObject; readonly listing: JsonObject }> {
  const params = { ebcCode, listingNo, ...(buyer === undefined ? {} : { buyer }) };
  const found = await session.call("trade_listing", params);
  if (found === null) {
    const hint = "`portolan trade listings` shows what is offered; upper and lower case differ.";
    throw new CliError("UNKNOWN_LISTING", `${ebcCode} has never listed ${listingNo}.`, hint);
  }
  const json = objectOf(found, "trade_listing");
  return { json, listing: objectOf(json["listing"], "listing") };
}
