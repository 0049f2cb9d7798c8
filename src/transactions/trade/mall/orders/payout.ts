import type { AccountId } from "../../../../primitives/account-id.ts";
import { utf8 } from "../../../../primitives/bytes.ts";
import { domainHash } from "../../../../primitives/hasher.ts";
import type { Ledger, LedgerReader } from "../../../../state/ledger.ts";
import type { Moment } from "../../../customs/history.ts";
import { payments } from "../../../payments/records.ts";
import { recordSettled } from "../../../payments/settled.ts";
import type { MallOrder } from "./records.ts";

const hashPayout = domainHash("portolan trade payout 1");
/** Nobody gains by taking a UETR that a payout would have; who does it this often only keeps the record from being written. */
const TRIES = 4;

/** ISO 20022 external purpose codes: for goods, and a refund. */
export type PayoutPurpose = "GDDS" | "REFU";

/**
 * A payment out of escrow has a record as every payment has, with the order's number and a UETR of its own: for statements, and so that
 * an exporter can tie what it got to a declaration. The UETR comes from order, step and place, for nobody names one; undefined if none was free.
 */
export function recordPayout(
  ledger: Ledger,
  order: MallOrder,
  place: number,
  { to, minor, purpose }: Payout,
  { operationId, height, timeMs }: Moment,
): Uint8Array | undefined {
  const uetr = freeUetr(ledger, order, place);
  if (uetr === undefined) return undefined;
  const { asset, holder: debtor, orderNo: endToEndId } = order;
  const paid = { uetr, debtor, creditor: to, amount: { asset, minor }, endToEndId, purpose };
  recordSettled(ledger, paid, { operationId: operationId ?? order.id, height, timeMs });
  return uetr;
}

interface Payout {
  readonly to: AccountId;
  readonly minor: bigint;
  readonly purpose: PayoutPurpose;
}

function freeUetr(
  ledger: LedgerReader,
  { id, steps }: MallOrder,
  place: number,
): Uint8Array | undefined {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const about = utf8(`${steps}\n${place}\n${attempt}`);
    const uetr = hashPayout(Uint8Array.of(...id, ...about)).slice(0, 16);
    uetr[6] = (uetr[6]! & 0x0f) | 0x40; // version 4, as every UETR
    uetr[8] = (uetr[8]! & 0x3f) | 0x80;
    if (!ledger.has(payments.key(uetr))) return uetr;
  }
  return undefined;
}
