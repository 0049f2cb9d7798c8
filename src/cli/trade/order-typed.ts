import type { Json } from "../../primitives/fields/field.ts";
import { type Given, listOption, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { usageError } from "../errors.ts";
import type { JsonObject } from "../ledger.ts";
import type { Session } from "../session.ts";
import { listingFound } from "./listing-found.ts";
import { minorGiven, moneyOf } from "./order-money.ts";

/** What an order that is not in a file has to say. */
const NEEDED = {
  ...{ platform: "--platform", orderNo: "--order-no", merchant: "--merchant", payer: "--payer" },
  ...{ payFirm: "--pay-firm", goods: "--goods" },
} as const;

/** An order's body as options say it, in minor units of what its first listing is paid in. Throws OPTION_NEEDED, WANTED_FORMAT. */
export async function orderTyped(session: Session, given: Given): Promise<JsonObject> {
  for (const [name, flag] of Object.entries(NEEDED)) {
    if (textOption(given, name) !== undefined) continue;
    const hint = "Without a file, options say everything; `--help` shows them.";
    throw usageError("OPTION_NEEDED", `The order lacks ${flag}.`, hint);
  }
  const option = (name: string): string => textOption(given, name) ?? "";
  const lines = listOption(given, "lines").map(wantedOf);
  const { listing } = await listingFound(session, option("merchant"), lines[0]!.listingNo);
  const money = await moneyOf(session, listing);
  const [goodsValue, freight, discount, taxTotal] = [
    ...["goods", "freight", "discount", "tax"].map((name) => minorGiven(given, name, money)),
  ] as [string, string, string, string];
  const people: Record<string, Json> = {
    buyer: textOption(given, "buyer") ?? null,
    consignee: textOption(given, "consignee") ?? null,
  };
  return {
    ...{ ebpCode: option("platform"), orderNo: option("orderNo"), ebcCode: option("merchant") },
    ...{ direction: option("direction"), ...people, payer: option("payer") },
    ...{ payCode: option("payFirm"), goodsValue, freight, discount, taxTotal, lines },
  };
}

/** So much of a listing, like SKU-1:2. */
function wantedOf(text: string): { listingNo: string; quantity: string } {
  const [, listingNo, quantity = ""] = /^(.+):([0-9.]+)$/.exec(text) ?? [];
  if (listingNo !== undefined) return { listingNo, quantity: quantityOf(quantity) };
  const hint = "Write listing and quantity with a colon between, like SKU-1:2.";
  throw usageError("WANTED_FORMAT", `"${text}" is no line of an order.`, hint);
}
