import type { AccountId } from "../../primitives/account-id.ts";
import type { Amount } from "../../primitives/fields/ledger-kinds.ts";
import type { Ledger } from "../../state/ledger.ts";
import { payments } from "./records.ts";

/** A payment that another family's operation has made at once: tax, refunds, and what goes into escrow and out of it. */
export interface Settled {
  readonly uetr: Uint8Array;
  readonly debtor: AccountId;
  readonly creditor: AccountId;
  readonly amount: Amount;
  readonly endToEndId?: string;
  /** ISO 20022 ExternalPurpose1Code. */
  readonly purpose: string;
}

/** Keeps the record of a payment whose money has moved. Its UETR is free: who moves it has looked. */
export function recordSettled(
  ledger: Ledger,
  { uetr, debtor, creditor, amount, endToEndId, purpose }: Settled,
  at: { readonly operationId: Uint8Array; readonly height: number; readonly timeMs: number },
): void {
  const { operationId: operation, height, timeMs } = at;
  const record = {
    ...{ uetr, debtor, creditor, amount, endToEndId, purpose, chargeBearer: undefined },
    ...{ remittanceHash: undefined, recipientTag: undefined, status: "ACCC" as const },
    ...{ operation, height, timeMs, holding: undefined, steps: undefined, recall: undefined },
    returns: undefined,
  };
  payments.write(ledger, record, uetr);
}
