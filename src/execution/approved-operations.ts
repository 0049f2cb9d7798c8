import type { ThresholdLevel } from "../chain/participant.ts";
import type { AccountId } from "../primitives/account-id.ts";
import type { Ledger, LedgerReader } from "../state/ledger.ts";
import { Overlay } from "../state/overlay.ts";
import type { ApprovedOperations, StoredOperation } from "../transactions/definition.ts";
import { accounts } from "../transactions/participants/records.ts";
import { judgeSource } from "./authorise.ts";
import type { BlockContext } from "./execute-transaction.ts";
import { operationId, readOperation } from "./read-transaction.ts";

const NOBODY: ReadonlySet<string> = new Set();

/** Operations that wait for approval, judged and carried out by the same rules as those of a transaction. */
export function approvedOperations(block: BlockContext): ApprovedOperations {
  const read = (source: AccountId, { tag, body }: StoredOperation, id: Uint8Array) => {
    const operation = readOperation(tag, source, body, id);
    if ("code" in operation) return operation;
    const { type } = operation;
    // A version that is not in force must judge as a node does that has never heard of it.
    const isUnknown = type.since > block.protocolVersion || type.direct === true;
    return isUnknown ? ({ code: "UNKNOWN_TYPE" } as const) : operation;
  };

  const approved: ApprovedOperations = {
    judge(ledger: LedgerReader, source, operations) {
      const account = accounts.read(ledger, source);
      if (account === undefined) return { code: "UNKNOWN_SOURCE", operation: 0 };
      let threshold: ThresholdLevel = "low";
      for (const [index, one] of operations.entries()) {
        const operation = read(source, one, source);
        if ("code" in operation) return { code: operation.code, operation: index };
        const { type } = operation;
        const code = judgeSource(ledger, type, source, account);
        if (code !== undefined) return { code, operation: index };
        threshold = higher(threshold, type.threshold);
      }
      return { threshold };
    },
    apply(ledger: Ledger, source, operations, proposal) {
      const scratch = new Overlay(ledger);
      for (const [index, one] of operations.entries()) {
        const operation = read(source, one, operationId(proposal, index));
        if ("code" in operation) return { code: operation.code, operation: index };
        const { type, body, id } = operation;
        const surroundings = { ...block, signers: NOBODY, approved };
        const outcome = type.apply({ source, body, operationId: id, ...surroundings }, scratch);
        if (!outcome.ok) return { code: outcome.code, operation: index };
      }
      for (const [key, value] of scratch.changes()) {
        if (value === undefined) ledger.delete(key);
        else ledger.put(key, value);
      }
      return { code: "OK" };
    },
  };
  return approved;
}

const LEVELS = ["low", "medium", "high"] as const;

function higher(a: ThresholdLevel, b: ThresholdLevel | "any"): ThresholdLevel {
  return b !== "any" && LEVELS.indexOf(b) > LEVELS.indexOf(a) ? b : a;
}
