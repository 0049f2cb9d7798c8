import { assetId, formatAsset } from "../../primitives/asset-id.ts";
import { fromHex } from "../../primitives/bytes.ts";
import { assert } from "../../primitives/assert.ts";
import { accountOfKey } from "../../primitives/account-id.ts";
import { limits } from "../../primitives/limits.ts";
import { loadKey, readKeyFile } from "../../node/keys/key-store.ts";
import { define } from "../../transactions/assets/define.ts";
import { issue } from "../../transactions/assets/issue.ts";
import { operationOf } from "../operations.ts";
import { createOutput } from "../output.ts";
import { Session } from "../session.ts";
import { transact } from "../transact.ts";
import { type CastMember, mayHoldMoney } from "./cast.ts";
import { DEVNET_PASSPHRASE } from "./passphrase.ts";
import type { Layout } from "./layout.ts";

const DECIMALS = 2;
/** 1,000,000.00 of each currency for everyone who may hold money. */
const START_MINOR = 100_000_000n;

/**
 * Gives the cast its money: each gateway defines its currency and issues it, so that supply is honest from the start.
 *
 * Definition and issues of one currency are one transaction, all or nothing: if the asset is there, everyone has it, and
 * a run that was interrupted goes on with the currencies that are missing.
 */
export async function issueMoney(
  layout: Layout,
  rpc: string,
  cast: readonly CastMember[],
  say: (text: string) => void,
): Promise<void> {
  const holders: Uint8Array[] = [];
  for (const member of cast.filter(mayHoldMoney)) holders.push(await accountOf(layout, member));
  assert(holders.length < limits.operationsPerTransaction, "the cast's money fits one transaction");
  const gateways = cast.filter(({ issues }) => issues !== undefined);
  await Promise.all(
    gateways.map(async ({ name, issues: code = "" }) => {
      const issued = await issueCurrency(layout, rpc, { name, code }, holders);
      if (issued) say(`${name} issued ${code} to ${holders.length} accounts`);
    }),
  );
}

async function issueCurrency(
  layout: Layout,
  rpc: string,
  gateway: { readonly name: string; readonly code: string },
  holders: readonly Uint8Array[],
): Promise<boolean> {
  const key = await loadKey(layout.key(gateway.name), DEVNET_PASSPHRASE);
  const options = {
    keys: [],
    as: undefined,
    chainId: undefined,
    json: true,
    yes: true,
    wait: true,
  };
  const session = new Session({ rpc, ...options }, createOutput({ json: true }), [key]);
  const asset = assetId(gateway.code, key.account);
  if ((await session.call("asset_get", { asset: formatAsset(asset) })) !== null) return false;
  const amount = { asset, minor: START_MINOR };
  const operations = [
    operationOf(define, { code: gateway.code, decimals: DECIMALS }),
    ...holders.map((to) => operationOf(issue, { to, amount, reference: "opening balance" })),
  ];
  await transact(session, { operations, summary: `Issue ${gateway.code}` });
  return true;
}

async function accountOf(layout: Layout, { name }: CastMember): Promise<Uint8Array> {
  const { publicKey } = await readKeyFile(layout.key(name));
  return accountOfKey(fromHex(publicKey)!);
}
