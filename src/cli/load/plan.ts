import { formatAccount, type AccountId } from "../../primitives/account-id.ts";
import { formatAsset, parseAsset } from "../../primitives/asset-id.ts";
import { formatMinor, parseTypedAmount } from "../amount.ts";
import { CliError } from "../errors.ts";
import { amountOf, decimalsOf, listOf, networkOf, objectOf, textOf } from "../ledger.ts";
import type { Session } from "../session.ts";
import type { LoadOptions } from "./options.ts";
import { type Payer, payerOf } from "./payer.ts";

/** A load before anything is signed: who pays whom how much, and at most how often. */
export interface LoadPlan {
  readonly chainId: Uint8Array;
  readonly lifetimeMs: number;
  readonly payers: readonly Payer[];
  readonly asset: Uint8Array;
  readonly minor: bigint;
  readonly decimals: number;
  readonly options: LoadOptions;
}

/**
 * Looks up everything that a load needs. Throws the code of what is wrong: NO_BALANCE, INSUFFICIENT_BALANCE, UNKNOWN_ASSET and
 * what the keys and the node say.
 */
export async function planLoad(session: Session, options: LoadOptions): Promise<LoadPlan> {
  const payers = await payersOf(session); // what is wrong on this side is said before a node is asked
  const typed = options.amount === undefined ? undefined : parseTypedAmount(options.amount);
  const { chainId, lifetimeMs } = await networkOf(session);
  const { asset, minor } =
    typed === undefined
      ? await smallestAmount(session, payers[0]!.account)
      : await amountOf(session, typed);
  if (minor === 0n) throw new CliError("ZERO_AMOUNT", "The amount is zero.", "Give at least one.");
  const decimals = await decimalsOf(session, asset);
  const needed = minor * BigInt(options.operations);
  for (const { account } of payers) {
    const available = await availableOf(session, account, asset);
    if (available >= needed) continue;
    const held = `${formatMinor(available, decimals)} ${formatAsset(asset)}`;
    const message = `${formatAccount(account)} has ${held}; one transaction pays ${formatMinor(needed, decimals)}.`;
    throw new CliError("INSUFFICIENT_BALANCE", message, "Give a smaller --amount or --operations.");
  }
  return { chainId, lifetimeMs, payers, asset, minor, decimals, options };
}

/** Each key pays from its own account; with --as, all of them sign for that one. */
async function payersOf(session: Session): Promise<Payer[]> {
  const keys = await session.keys();
  const seeds = keys.map(({ seed }) => seed) as [Uint8Array, ...Uint8Array[]];
  if (session.options.as === undefined) return seeds.map((seed) => payerOf([seed]));
  return [payerOf(seeds, await session.actor())];
}

/** One minor unit of the first asset that the account has some of. */
async function smallestAmount(
  session: Session,
  account: AccountId,
): Promise<{ asset: Uint8Array; minor: bigint }> {
  for (const entry of await balancesOf(session, account)) {
    if (BigInt(textOf(entry["available"], "available")) === 0n) continue;
    return { asset: parseAsset(textOf(entry["asset"], "asset"))!, minor: 1n };
  }
  const message = `${formatAccount(account)} has no money on this network.`;
  throw new CliError("NO_BALANCE", message, "Use the key of an account that has some.");
}

/** What an account has of an asset and may spend, in minor units. */
export async function availableOf(
  session: Session,
  account: AccountId,
  asset: Uint8Array,
): Promise<bigint> {
  const wanted = formatAsset(asset);
  const entries = await balancesOf(session, account);
  const entry = entries.find((one) => one["asset"] === wanted);
  return entry === undefined ? 0n : BigInt(textOf(entry["available"], "available"));
}

async function balancesOf(session: Session, account: AccountId) {
  const answer = await session.call("account_balances", {
    account: formatAccount(account),
    limit: 100,
  });
  const list = listOf(objectOf(answer, "balances")["balances"], "balances");
  return list.map((entry) => objectOf(entry, "balance"));
}
