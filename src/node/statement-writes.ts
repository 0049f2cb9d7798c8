import type { BalanceChange, SweptChange } from "../execution/balance-changes.ts";
import { assert } from "../primitives/assert.ts";
import { fromHex, toHex } from "../primitives/bytes.ts";
import { encodeValid } from "../primitives/fields/codec.ts";
import type { IndexWrite } from "../state/store/commit.ts";
import * as records from "./statement-records.ts";

/** What only those know of a block who executed it: whose histories and statements it belongs to. */
export interface ChangedBalances {
  /** By transaction, the accounts that it concerns, in hexadecimal. */
  readonly accounts: readonly (readonly string[])[];
  /** By transaction, in order of its operations. */
  readonly changes: readonly (readonly BalanceChange[])[];
  /** Before the transactions. */
  readonly swept: readonly SweptChange[];
}

export const nobodyExecuted: ChangedBalances = { accounts: [], changes: [], swept: [] };

/** An entry for each change of a balance, and the block's journal, which says where they are. */
export function statementWrites(height: number, block: ChangedBalances): IndexWrite[] {
  const writes: IndexWrite[] = [];
  const add = ({ account, asset, before }: BalanceChange | SweptChange, place: string): void => {
    const key = records.statementPrefix(account, asset) + place;
    writes.push({ space: "indexes", key, value: encodeValid(records.storedHolding, before) });
  };
  for (const [index, one] of block.swept.entries()) add(one, records.sweptPlace(height, index));
  for (const [index, changes] of block.changes.entries()) {
    for (const one of changes) add(one, records.transactionPlace(height, { ...one, index }));
  }
  if (writes.length === 0) return writes;
  const value = records.changesCodec.encode(journalOf(block));
  return [...writes, { space: "indexes", key: records.changesKey(height), value }];
}

function journalOf({ accounts, changes, swept }: ChangedBalances): records.StoredChanges {
  const assets = new Map<string, number>();
  const placeOf = (asset: string): number => {
    const known = assets.get(asset) ?? assets.size;
    assets.set(asset, known);
    return known;
  };
  const all = changes.flatMap((list, index) => list.map((one) => ({ ...one, index })));
  const approved = all.flatMap((one, change) =>
    one.approved === undefined ? [] : [{ change, operation: one.approved }],
  );
  return {
    changes: all.map(({ index, operation, account, asset }) => {
      const place = accounts[index]!.indexOf(account);
      assert(place >= 0, "whose balance changed is among the accounts of the transaction");
      return { index, operation, account: place, asset: placeOf(asset) };
    }),
    swept: swept.map(({ account, asset, cause }) => ({
      account: namedBytes(account),
      asset: namedBytes(asset),
      cause,
    })),
    assets: [...assets.keys()].map(namedBytes),
    approved: approved.length === 0 ? undefined : approved,
  };
}

/** Takes away all that `statementWrites` wrote. */
export function statementRemovals(
  height: number,
  accounts: readonly (readonly Uint8Array[])[],
  { assets, changes, swept, approved = [] }: records.StoredChanges,
): IndexWrite[] {
  const remove = (key: string): IndexWrite => ({ space: "indexes", key, value: undefined });
  const names = assets.map(toHex);
  const inProposals = new Map(approved.map(({ change, operation }) => [change, operation]));
  return [
    remove(records.changesKey(height)),
    ...swept.map(({ account, asset }, index) => {
      const prefix = records.statementPrefix(toHex(account), toHex(asset));
      return remove(prefix + records.sweptPlace(height, index));
    }),
    ...changes.map(({ index, operation, account, asset }, change) => {
      const prefix = records.statementPrefix(toHex(accounts[index]![account]!), names[asset]!);
      const inProposal = inProposals.get(change);
      const at = {
        index,
        operation,
        ...(inProposal === undefined ? {} : { approved: inProposal }),
      };
      return remove(prefix + records.transactionPlace(height, at));
    }),
  ];
}

/** The bytes of an account or asset that execution names in hexadecimal. */
export function namedBytes(name: string): Uint8Array {
  const bytes = fromHex(name);
  assert(bytes !== undefined, "execution names accounts and assets in hexadecimal");
  return bytes;
}
