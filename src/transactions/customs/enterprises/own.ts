import type { AccountId } from "../../../primitives/account-id.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownAccount } from "../../participants/records.ts";
import { inForce } from "../filing.ts";
import { type EnterpriseKind, type EnterpriseRecord, enterprises } from "./records.ts";

export const ownEnterpriseFailures = {
  NOT_YOUR_ENTERPRISE:
    "No enterprise of yours has this code. A document is sent by its own originator; customs_enterprise shows the code's owner.",
  ENTERPRISE_NOT_ACTIVE:
    "The enterprise is not approved for this kind of business, or is suspended. customs_enterprise shows what is in force.",
} as const;

/** The enterprise of a code if the source acts for it and it is approved for a kind of business; why not otherwise. */
export function ownEnterprise(
  ledger: LedgerReader,
  source: AccountId,
  code: string,
  kind: EnterpriseKind,
): EnterpriseRecord | keyof typeof ownEnterpriseFailures {
  const record = enterprises.read(ledger, code);
  if (record?.participant !== ownAccount(ledger, source).participant) return "NOT_YOUR_ENTERPRISE";
  return isOfKind(record, kind) ? record : "ENTERPRISE_NOT_ACTIVE";
}

/** Whether the source is of the participant that has a code, approved or not: of what it has begun it is master while suspended, too. */
export function hasCode(
  ledger: LedgerReader,
  source: AccountId,
  code: string | undefined,
): boolean {
  if (code === undefined) return false;
  const { participant } = ownAccount(ledger, source);
  return enterprises.read(ledger, code)?.participant === participant;
}

/** Whether an enterprise may do a kind of business now. */
export function isOfKind(record: EnterpriseRecord | undefined, kind: EnterpriseKind): boolean {
  return inForce(record)?.kinds.includes(kind) === true;
}

/** The same of a code that is on record with a country's customs; records with another one's count for nothing here. */
export function isActive(
  ledger: LedgerReader,
  country: string,
  code: string,
  kind: EnterpriseKind,
): boolean {
  const record = enterprises.read(ledger, code);
  return record?.country === country && isOfKind(record, kind);
}
