import type { Json } from "../primitives/fields/field.ts";
import { objectOf } from "./ledger.ts";
import type { Session } from "./session.ts";

const ACCOUNT = /ptl1[0-9a-z]+/g;

/**
 * A list for people: every account that is a participant's own as the participant's name, also the issuer in an asset. Another
 * account of a participant stays an address, since the name does not stand for it. With --json nothing is asked or changed.
 *
 * Never throws: what nobody names stays an address.
 */
export async function withNames(session: Session, value: Json): Promise<Json> {
  if (session.options.json) return value;
  const names = new Map<string, string>();
  for (const account of new Set(JSON.stringify(value).match(ACCOUNT))) {
    const name = await nameOf(session, account).catch(() => undefined);
    if (name !== undefined) names.set(account, name);
  }
  const named = (item: Json): Json => {
    if (typeof item === "string") return item.replace(ACCOUNT, (one) => names.get(one) ?? one);
    if (Array.isArray(item)) return item.map(named);
    if (typeof item !== "object" || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, named(one)]));
  };
  return named(value);
}

async function nameOf(session: Session, account: string): Promise<string | undefined> {
  const found = await session.call("account_get", { account });
  const participant = objectOf(objectOf(found, "account")["participant"] ?? null, "participant");
  const { name, account: own } = participant;
  return own === account && typeof name === "string" ? name : undefined;
}
