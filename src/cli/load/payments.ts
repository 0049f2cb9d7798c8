import { randomFillSync } from "node:crypto";

import { type OperationEnvelope, sealTransaction, transactionId } from "../../chain/transaction.ts";
import type { AccountId } from "../../primitives/account-id.ts";
import type { AssetId } from "../../primitives/asset-id.ts";
import { encode } from "../../primitives/fields/codec.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import { NO_DETAILS } from "../payment-options.ts";
import type { Payer } from "./payer.ts";

/** Who pays whom, transaction by transaction. */
export interface Route {
  next(): { readonly payer: Payer; readonly to: readonly AccountId[] };
}

/** What every payment of a load has in common. */
export interface Terms {
  readonly chainId: Uint8Array;
  readonly asset: AssetId;
  readonly minor: bigint;
  /** Milliseconds UTC until which the transactions may be included. */
  readonly validUntil: number;
}

export interface Signed {
  readonly id: Uint8Array;
  readonly bytes: Uint8Array;
}

/** One signed transaction with a payment to each account that the route names. */
export function signPayment({ payer, to }: ReturnType<Route["next"]>, terms: Terms): Signed {
  const amount = { asset: terms.asset, minor: terms.minor };
  const operations = to.map((account): OperationEnvelope => {
    const body = encode(transfer.body, { to: account, amount, uetr: newUetr(), ...NO_DETAILS });
    return { tag: transfer.tag, source: undefined, body };
  });
  return signOperations(payer, operations, terms);
}

/** A transaction of one payer with whatever operations. */
export function signOperations(
  payer: Payer,
  operations: readonly OperationEnvelope[],
  { chainId, validUntil }: Pick<Terms, "chainId" | "validUntil">,
): Signed {
  const nonce = randomFillSync(new Uint8Array(16));
  const body = { chainId, account: payer.account, nonce, validUntil, operations };
  const id = transactionId(body);
  return { id, bytes: sealTransaction(body, payer.sign(id)).bytes };
}

/** A random UUID of version 4: the ledger takes a UETR once for ever, so those of two runs must differ. */
export function newUetr(): Uint8Array {
  const uetr = randomFillSync(new Uint8Array(16));
  uetr[6] = (uetr[6]! & 0x0f) | 0x40;
  uetr[8] = (uetr[8]! & 0x3f) | 0x80;
  return uetr;
}

/**
 * Each payer pays the next one, and the last one the first, so that the money stays with them; one alone pays itself. After a
 * whole round everybody has what they had.
 */
export function ring(payers: readonly Payer[], operations: number): Route {
  let at = 0;
  return {
    next() {
      const payer = payers[at % payers.length]!;
      const { account } = payers[(at + 1) % payers.length]!;
      at += 1;
      return { payer, to: Array.from({ length: operations }, () => account) };
    },
  };
}
