import type { ThresholdLevel } from "../chain/participant.ts";
import { type AccountId, COUNCIL } from "../primitives/account-id.ts";
import type { Signature } from "../chain/transaction.ts";
import { equalBytes } from "../primitives/bytes.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { OperationDefinition } from "../transactions/definition.ts";
import {
  accounts,
  type AccountRecord,
  participants,
} from "../transactions/participants/records.ts";
import type { Operation } from "./read-transaction.ts";

type Unauthorised = { readonly code: string; readonly operation: number };

/** A source account, and which of its signers' keys signed. */
interface Signed {
  readonly sourceHex: string;
  readonly account: AccountRecord;
  readonly weight: number;
  readonly keys: readonly Uint8Array[];
}

/** For each operation, the keys of its source that signed. */
export type Signers = readonly (readonly Uint8Array[])[];

/**
 * Whether the signatures suffice for every operation: judged once, by the state before the transaction, so that no
 * operation can give the ones after it a signer.
 */
export function authorise(
  ledger: LedgerReader,
  operations: readonly Operation[],
  signatures: readonly Signature[],
): { readonly signers: Signers } | Unauthorised {
  const seen: Signed[] = []; // mostly one, so that looking through is quicker than a map
  const signers: (readonly Uint8Array[])[] = [];
  for (let operation = 0; operation < operations.length; operation++) {
    const { type, source, sourceHex } = operations[operation]!;
    let signed = operation === 0 ? undefined : seen.find((one) => one.sourceHex === sourceHex);
    if (signed === undefined) {
      signed = weigh(ledger, source, sourceHex, signatures);
      if (signed === undefined) return { code: "UNKNOWN_SOURCE", operation };
      seen.push(signed);
    }
    if (signed.weight < neededWeight(signed.account, type.threshold)) {
      return { code: "INSUFFICIENT_WEIGHT", operation };
    }
    const code = judgeSource(ledger, type, source, signed.account);
    if (code !== undefined) return { code, operation };
    signers.push(signed.keys);
  }
  return { signers };
}

function weigh(
  ledger: LedgerReader,
  source: AccountId,
  sourceHex: string,
  signatures: readonly Signature[],
): Signed | undefined {
  const account = accounts.read(ledger, source);
  if (account === undefined) return undefined;
  let weight = 0;
  const keys: Uint8Array[] = [];
  for (const signer of account.authority.signers) {
    if (!hasSigned(signatures, signer.publicKey)) continue;
    keys.push(signer.publicKey);
    weight += signer.weight;
  }
  return { sourceHex, account, weight, keys };
}

function hasSigned(signatures: readonly Signature[], key: Uint8Array): boolean {
  for (const { publicKey } of signatures) if (equalBytes(publicKey, key)) return true;
  return false;
}

function neededWeight({ authority }: AccountRecord, threshold: ThresholdLevel | "any"): number {
  return threshold === "any" ? 1 : authority.thresholds[threshold];
}

/** Whether an account may be the source of such an operation, whoever signs; the failure's code if not. */
export function judgeSource(
  ledger: LedgerReader,
  { signatories }: OperationDefinition,
  source: AccountId,
  account: AccountRecord,
): "NOT_COUNCIL" | "ROLE_NOT_ALLOWED" | "SUSPENDED" | undefined {
  if (signatories === "council") return equalBytes(source, COUNCIL) ? undefined : "NOT_COUNCIL";
  const participant = participants.read(ledger, account.participant);
  if (participant?.suspended !== undefined) return "SUSPENDED";
  const roles = participant?.roles ?? [];
  return roles.some((role) => signatories.includes(role)) ? undefined : "ROLE_NOT_ALLOWED";
}
