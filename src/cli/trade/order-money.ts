import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { formatMinor, parseTypedAmount, toMinor } from "../amount.ts";
import { type Given, textOption } from "../command.ts";
import { assetOf, decimalsOf, type JsonObject, objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** What an order or a listing is paid in: how its amounts are read and written. */
export interface Money {
  /** Code and issuer, the issuer by name if it has one. */
  readonly asset: string;
  readonly decimals: number;
}

/** The asset of an order or a listing. Its issuer's name is shown with its account before anything is signed, as if it had been typed. */
export async function moneyOf(session: Session, { asset }: JsonObject): Promise<Money> {
  const text = textOf(asset, "asset");
  const decimals = await decimalsOf(session, parseAsset(text)!);
  const named = textOf(await withNames(session, text), "asset");
  await assetOf(session, named);
  return { asset: named, decimals };
}

/** The name of an account, which is shown with the account before anything is signed; its address if it has none. */
export async function partyOf(session: Session, account: Json | undefined): Promise<string> {
  const name = textOf(await withNames(session, account ?? null), "account");
  await session.account(name);
  return name;
}

/** An option's number, like 125.00, in minor units as JSON-RPC takes them. Throws AMOUNT_FORMAT, AMOUNT_DECIMALS, AMOUNT_TOO_LARGE. */
export function minorGiven(given: Given, name: string, { asset, decimals }: Money): string {
  const typed = parseTypedAmount(`${textOption(given, name) ?? "0"} ${asset}`);
  return toMinor(typed, decimals).toString();
}

/** Minor units with their point. */
export function withPoint(minor: Json | undefined, { decimals }: Money): string {
  return formatMinor(BigInt(textOf(minor, "amount")), decimals);
}

/** Minor units with their point and the asset. */
export function inWords(minor: Json | undefined, money: Money): string {
  return `${withPoint(minor, money)} ${money.asset}`;
}

/** What of goods and tax together is so much, in minor units. */
export function sumOf(portion: Json | undefined): string {
  const { goods, tax } = objectOf(portion, "portion");
  return (BigInt(textOf(goods, "goods")) + BigInt(textOf(tax, "tax"))).toString();
}
