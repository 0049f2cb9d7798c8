import type { Receipt } from "../chain/receipt.ts";
import { toHex } from "../primitives/bytes.ts";
import { encode } from "../primitives/fields/codec.ts";
import { Overlay } from "../state/overlay.ts";
import { holderOf } from "../transactions/assets/records.ts";
import { invariants } from "../transactions/table.ts";
import { approvedOperations } from "./approved-operations.ts";
import { authorise } from "./authorise.ts";
import type { ReadTransaction } from "./read-transaction.ts";

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
  const authorised = authorise(block, operations, keys);
  if ("code" in authorised) return failed(authorised.code, authorised.operation);

  const results: Uint8Array[] = [];
  const approved = approvedOperations(context);
  for (const [index, { type, source, body, id }] of operations.entries()) {
    const signers = authorised.signers.get(toHex(source))!;
    const surroundings = { ...context, signers, approved };
    const outcome = type.apply({ source, body, operationId: id, ...surroundings }, scratch);
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
