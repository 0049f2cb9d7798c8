import { randomFillSync } from "node:crypto";

import { sealTransaction, transactionId } from "../../../src/chain/transaction.ts";
import { type Payer, payerOf } from "../../../src/cli/load/payer.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import { operationTypeByName } from "../../../src/transactions/table.ts";
import type { TestKey } from "../../keys.ts";
import type { Act } from "./opening.ts";

/** Below the five minutes that a transaction may be valid: a burst waits in the pools for a while. */
const VALID_MS = 240_000;

/** A transaction as it is handed in, in hexadecimal. */
export interface Signed {
  readonly id: string;
  readonly hex: string;
}

/** Signs for a network with libsodium: a burst has thousands of signatures, and the portable signer takes many times as long. */
export class Signing {
  readonly #chainId: Uint8Array;
  readonly #payers = new Map<string, Payer>();

  constructor(chainId: Uint8Array) {
    this.#chainId = chainId;
  }

  /** One transaction in which everybody's acts are done in this order, or none of them. */
  sign(acts: readonly Act[]): Signed {
    const { account } = acts[0]!.by;
    const operations = acts.map(({ by, type, body }) => {
      const definition = operationTypeByName(type)!;
      const source = by.account === account ? undefined : by.account;
      return { tag: definition.tag, source, body: encode(definition.body, body) };
    });
    const nonce = randomFillSync(new Uint8Array(16));
    const validUntil = Date.now() + VALID_MS;
    const body = { chainId: this.#chainId, account, nonce, validUntil, operations };
    const id = transactionId(body);
    const signers = new Set(acts.map(({ by }) => by));
    const signatures = [...signers].flatMap((by) => this.#payerOf(by).sign(id));
    return { id: toHex(id), hex: toHex(sealTransaction(body, signatures).bytes) };
  }

  #payerOf({ name, seed }: TestKey): Payer {
    const payer = this.#payers.get(name) ?? payerOf([seed]);
    this.#payers.set(name, payer);
    return payer;
  }
}
