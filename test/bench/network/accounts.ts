import { type Payer, payerOf } from "../../../src/cli/load/payer.ts";
import type { Route } from "../../../src/cli/load/payments.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { utf8 } from "../../../src/primitives/bytes.ts";

/** The accounts that benchmarks pay among: their keys follow from their number, so every process can derive them. */
export function benchPayer(number: number): Payer {
  return payerOf([sha256(utf8(`portolan bench account ${number}`))]);
}

/** Of a thousand accounts in the cache, none is derived twice; of a million, hardly one is asked for twice. */
const CACHED = 200_000;

/** Which accounts of how many a client pays from, and how many payments a transaction has. */
export interface RandomRoute {
  readonly accounts: number;
  readonly operations: number;
  /** Of so many clients at the same time this is the one with that place: each pays from accounts of its own. */
  readonly clients: number;
  readonly client: number;
}

/**
 * Pays from one account after the other to accounts anywhere: in a network of many accounts two payments of a block rarely
 * concern the same ones.
 */
export function randomRoute({ accounts, operations, clients, client }: RandomRoute): Route {
  const payers = new Map<number, Payer>();
  const payer = (number: number): Payer => {
    const known = payers.get(number) ?? benchPayer(number);
    if (payers.size < CACHED) payers.set(number, known);
    return known;
  };
  const random = numbers(client + 1);
  let at = client;
  return {
    next() {
      const from = payer(at % accounts);
      at += clients;
      const to = Array.from({ length: operations }, () => payer(random() % accounts).account);
      return { payer: from, to };
    },
  };
}

/** Marsaglia's xorshift32: the same numbers for the same seed, which must not be 0. */
export function numbers(seed: number): () => number {
  let x = Math.imul(seed, 2_654_435_761) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x;
  };
}
