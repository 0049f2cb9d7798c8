import type { ThresholdLevel } from "../chain/participant.ts";
import { type AccountId, COUNCIL } from "../primitives/account-id.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
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
  readonly account: AccountRecord;
  readonly weight: number;
  readonly keys: ReadonlySet<string>;
}

/** Per source account in hexadecimal. */
export type SignersOf = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Whether the signatures suffice for every operation: judged once, by the state before the transaction, so that no
 * operation can give the ones after it a signer.
 */
export function authorise(
  ledger: LedgerReader,
  operations: readonly Operation[],
  publicKeys: ReadonlySet<string>,
): { readonly signers: SignersOf } | Unauthorised {
  const seen = new Map<string, Signed | undefined>();
  for (const [operation, { type, source }] of operations.entries()) {
    const key = toHex(source);
    if (!seen.has(key)) seen.set(key, weigh(ledger, source, publicKeys));
    const signed = seen.get(key);
    if (signed === undefined) return { code: "UNKNOWN_SOURCE", operation };
    if (signed.weight < neededWeight(signed.account, type.threshold)) {
      return { code: "INSUFFICIENT_WEIGHT", operation };
    }
    const code = judgeSource(ledger, type, source, signed.account);
    if (code !== undefined) return { code, operation };
  }
  return { signers: new Map([...seen].map(([key, signed]) => [key, signed!.keys])) };
}

function weigh(
  ledger: LedgerReader,
  source: AccountId,
  publicKeys: ReadonlySet<string>,
): Signed | undefined {
  const account = accounts.read(ledger, source);
  if (account === undefined) return undefined;
  let weight = 0;
  const keys = new Set<string>();
  for (const signer of account.authority.signers) {
    const key = toHex(signer.publicKey);
    if (!publicKeys.has(key)) continue;
    keys.add(key);
    weight += signer.weight;
  }
  return { account, weight, keys };
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
