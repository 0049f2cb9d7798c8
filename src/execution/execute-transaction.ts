import type { Receipt } from "../chain/receipt.ts";

import { type AccountId, COUNCIL } from "../primitives/account-id.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { Overlay } from "../state/overlay.ts";
import { holderOf } from "../transactions/assets/records.ts";
import {
  accounts,
  type AccountRecord,
  participants,
} from "../transactions/participants/records.ts";
import { invariants } from "../transactions/table.ts";
import type { Operation, ReadTransaction } from "./read-transaction.ts";

export interface BlockContext {
  readonly height: number;
  readonly timeMs: number;
}

/** What became of a transaction: its receipt, and the invariant that it would have broken, for the alarm. */
export interface Execution {
  readonly receipt: Receipt;
  /** Accounts, in hexadecimal, that it signed for or whose balances it changed: for histories. */
  readonly accounts: readonly string[];
  readonly brokenInvariant?: string;
}

/** Applies a transaction to the block's overlay: all of its operations, or nothing of it. */
export function executeTransaction(
  block: Overlay,
  { transaction, operations }: ReadTransaction,
  context: BlockContext,
): Execution {
  const scratch = new Overlay(block);
  const sources = operations.map(({ source }) => toHex(source));
  const failed = (code: string, failedOperation?: number): Execution => ({
    receipt: { transaction: transaction.id, code, failedOperation, results: [] },
    accounts: [...new Set(sources)],
  });

  const keys = new Set(transaction.signatures.map(({ publicKey }) => toHex(publicKey)));
  const refusal = authorise(block, operations, keys);
  if (refusal !== undefined) return failed(refusal.code, refusal.operation);

  const results: Uint8Array[] = [];
  for (const [index, { type, source, body, id }] of operations.entries()) {
    const outcome = type.apply({ source, body, operationId: id, ...context }, scratch);
    if (!outcome.ok) return failed(outcome.code, index);
    results.push(encode(type.result, outcome.result));
  }

  const broken = invariants.find((one) => !one.holds(block, scratch.changes()));
  if (broken !== undefined) return { ...failed("INVARIANT"), brokenInvariant: broken.name };
  scratch.applyTo(block);
  const receipt = { transaction: transaction.id, code: "OK", failedOperation: undefined, results };
  const holders = [...scratch.changes().keys()].flatMap((key) => holderOf(key) ?? []);
  return { receipt, accounts: [...new Set([...sources, ...holders])] };
}

type Unauthorised = { readonly code: string; readonly operation: number };

/**
 * Whether the signatures suffice for every operation: judged once, by the state before the transaction, so that no
 * operation can give the ones after it a signer.
 */
export function authorise(
  ledger: LedgerReader,
  operations: readonly Operation[],
  publicKeys: ReadonlySet<string>,
): Unauthorised | undefined {
  const seen = new Map<string, { account: AccountRecord; weight: number } | undefined>();
  for (const [operation, { type, source }] of operations.entries()) {
    const key = toHex(source);
    if (!seen.has(key)) seen.set(key, weigh(ledger, source, publicKeys));
    const signed = seen.get(key);
    if (signed === undefined) return { code: "UNKNOWN_SOURCE", operation };
    if (signed.weight < signed.account.authority.thresholds[type.threshold]) {
      return { code: "INSUFFICIENT_WEIGHT", operation };
    }
    const code = judgeRole(ledger, type.signatories, source, signed.account);
    if (code !== undefined) return { code, operation };
  }
  return undefined;
}

function weigh(ledger: LedgerReader, source: AccountId, publicKeys: ReadonlySet<string>) {
  const account = accounts.read(ledger, source);
  if (account === undefined) return undefined;
  const weight = account.authority.signers
    .filter(({ publicKey }) => publicKeys.has(toHex(publicKey)))
    .reduce((sum, signer) => sum + signer.weight, 0);
  return { account, weight };
}

function judgeRole(
  ledger: LedgerReader,
  signatories: Operation["type"]["signatories"],
  source: AccountId,
  account: AccountRecord,
): "NOT_COUNCIL" | "ROLE_NOT_ALLOWED" | undefined {
  if (signatories === "council") return equalBytes(source, COUNCIL) ? undefined : "NOT_COUNCIL";
  const roles = participants.read(ledger, account.participant)?.roles ?? [];
  return roles.some((role) => signatories.includes(role)) ? undefined : "ROLE_NOT_ALLOWED";
}
