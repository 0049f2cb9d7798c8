import type { ThresholdLevel } from "../chain/participant.ts";
import type { AccountId } from "../primitives/account-id.ts";
import { limits } from "../primitives/limits.ts";
import type { Ledger, LedgerReader } from "../state/ledger.ts";
import { Overlay } from "../state/overlay.ts";
import type { ApprovedOperations, Looks, StoredOperation } from "../transactions/definition.ts";
import { accounts } from "../transactions/participants/records.ts";
import { judgeSource } from "./authorise.ts";
import { type BalanceChange, balanceChanges } from "./balance-changes.ts";
import type { BlockContext } from "./execute-transaction.ts";
import { neededVersion, type Operation, operationId, readOperation } from "./read-transaction.ts";

/** Operations that wait for approval, judged and carried out by the same rules as those of a transaction. */
export class Approved implements ApprovedOperations {
  readonly #block: BlockContext;
  readonly #looks: Looks;
  #changes: BalanceChange[] = [];
  #carriedOut = 0;

  constructor(block: BlockContext, looks: Looks) {
    this.#block = block;
    this.#looks = looks;
  }

  judge(
    ledger: LedgerReader,
    source: AccountId,
    operations: readonly StoredOperation[],
  ): { readonly threshold: ThresholdLevel } | Unfit {
    const account = accounts.read(ledger, source);
    if (account === undefined) return { code: "UNKNOWN_SOURCE", operation: 0 };
    let threshold: ThresholdLevel = "low";
    for (const [index, one] of operations.entries()) {
      const operation = this.#read(source, one, source);
      if ("code" in operation) return { code: operation.code, operation: index };
      const { type } = operation;
      const code = judgeSource(ledger, type, source, account);
      if (code !== undefined) return { code, operation: index };
      threshold = higher(threshold, type.threshold);
    }
    return { threshold };
  }

  /** A transaction is not worth more work than its own operations could be. Earlier versions knew no such bound. */
  hasRoomFor(operations: number): boolean {
    const isBounded = this.#block.protocolVersion >= 3;
    return !isBounded || this.#carriedOut + operations <= limits.operationsPerTransaction;
  }

  /** The balances that were changed since this was last asked, told by the operation of the proposal. */
  takeChanges(): BalanceChange[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes;
  }

  apply(
    ledger: Ledger,
    source: AccountId,
    operations: readonly StoredOperation[],
    proposal: Uint8Array,
  ): { readonly code: "OK" } | Unfit {
    this.#carriedOut += operations.length;
    const scratch = new Overlay(ledger);
    const changes: BalanceChange[] = [];
    for (const [index, one] of operations.entries()) {
      const operation = this.#read(source, one, operationId(proposal, index));
      if ("code" in operation) return { code: operation.code, operation: index };
      const { type, body, id } = operation;
      const surroundings = { ...this.#block, signers: [], looks: this.#looks, approved: this };
      const step = new Overlay(scratch);
      const outcome = type.apply({ source, body, operationId: id, ...surroundings }, step);
      if (!outcome.ok) return { code: outcome.code, operation: index };
      changes.push(...balanceChanges(scratch, step.writes(), index));
      step.applyTo(scratch);
    }
    this.#changes = changes;
    for (const [key, entry] of scratch.writes()) {
      if (entry === undefined) ledger.delete(key);
      else ledger.put(key, entry);
    }
    return { code: "OK" };
  }

  #read(
    source: AccountId,
    { tag, body }: StoredOperation,
    id: Uint8Array,
  ): Operation | { readonly code: string } {
    const operation = readOperation(tag, source, body, id);
    if ("code" in operation) return operation;
    const { type } = operation;
    // A version that is not in force must judge as a node does that has never heard of it.
    const isUnknown =
      neededVersion(operation) > this.#block.protocolVersion || type.direct === true;
    return isUnknown ? { code: "UNKNOWN_TYPE" } : operation;
  }
}

/** Which of the operations cannot be carried out, and why. */
interface Unfit {
  readonly code: string;
  readonly operation: number;
}

const LEVELS = ["low", "medium", "high"] as const;

function higher(a: ThresholdLevel, b: ThresholdLevel | "any"): ThresholdLevel {
  return b !== "any" && LEVELS.indexOf(b) > LEVELS.indexOf(a) ? b : a;
}
