import type { Receipt } from "../chain/receipt.ts";
import { encode } from "../primitives/fields/codec.ts";
import { limits } from "../primitives/limits.ts";
import { Overlay } from "../state/overlay.ts";
import { holderOf } from "../transactions/assets/records.ts";
import { invariants } from "../transactions/table.ts";
import { Approved } from "./approved-operations.ts";
import { authorise } from "./authorise.ts";
import { type BalanceChange, balanceChanges } from "./balance-changes.ts";
import type { ReadTransaction } from "./read-transaction.ts";

/** The first protocol version that bounds how many resting offers are looked at. */
export const LOOKS_SINCE = 6;

/** What operations may know of their block. */
export interface BlockContext {
  readonly height: number;
  readonly timeMs: number;
  readonly chainId: Uint8Array;
  readonly protocolVersion: number;
}

/** What became of a transaction: its receipt, and the invariant that it would have broken, for the alarm. */
export interface Execution {
  readonly receipt: Receipt;
  /** Accounts, in hexadecimal, that it signed for or whose balances it changed: for histories. */
  readonly accounts: readonly string[];
  /** Balances that it changed, operation by operation; none if it failed. */
  readonly changes: readonly BalanceChange[];
  readonly brokenInvariant?: string;
}

/** Applies a transaction to the block's overlay: all of its operations, or nothing of it. */
export function executeTransaction(
  block: Overlay,
  { transaction, operations }: ReadTransaction,
  context: BlockContext,
): Execution {
  const accounts = new Set<string>();
  for (const { sourceHex } of operations) accounts.add(sourceHex);
  const failed = (code: string, failedOperation?: number): Execution => ({
    receipt: { transaction: transaction.id, code, failedOperation, results: [] },
    accounts: [...accounts],
    changes: [],
  });

  const authorised = authorise(block, operations, transaction.signatures);
  if ("code" in authorised) return failed(authorised.code, authorised.operation);

  const scratch = new Overlay(block);
  const { height, timeMs, chainId, protocolVersion } = context;
  const looks = { left: protocolVersion >= LOOKS_SINCE ? limits.looksPerTransaction : Infinity };
  const approved = new Approved(context, looks);
  const results: Uint8Array[] = [];
  const changes: BalanceChange[] = [];
  // Each of several operations writes into an overlay of its own, which tells what it changed. One has the scratch.
  const isAlone = operations.length === 1;
  for (let index = 0; index < operations.length; index++) {
    const { type, source, body, id } = operations[index]!;
    const signers = authorised.signers[index]!;
    // Written out, here and where a record is made: spreading a second object costs more than the rest of the loop.
    const surroundings = {
      source,
      body,
      operationId: id,
      height,
      timeMs,
      chainId,
      protocolVersion,
      signers,
      looks,
      approved,
    };
    const step = isAlone ? scratch : new Overlay(scratch);
    const outcome = type.apply(surroundings, step);
    if (!outcome.ok) return failed(outcome.code, index);
    results.push(encode(type.result, outcome.result));
    const carriedOut = approved.takeChanges();
    if (carriedOut.length > 0) {
      for (const one of carriedOut)
        changes.push({ ...one, operation: index, approved: one.operation });
    } else changes.push(...balanceChanges(isAlone ? block : scratch, step.writes(), index));
    if (!isAlone) step.applyTo(scratch);
  }

  const broken = invariants.find((one) => !one.holds(block, scratch.writes()));
  if (broken !== undefined) return { ...failed("INVARIANT"), brokenInvariant: broken.name };
  scratch.applyTo(block);
  const receipt = { transaction: transaction.id, code: "OK", failedOperation: undefined, results };
  for (const key of scratch.writes().keys()) {
    const holder = holderOf(key);
    if (holder !== undefined) accounts.add(holder);
  }
  return { receipt, accounts: [...accounts], changes };
}
