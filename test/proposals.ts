import { encode } from "../src/primitives/fields/codec.ts";
import type { StoredOperation } from "../src/transactions/definition.ts";
import { operationTypeByName } from "../src/transactions/table.ts";
import type { Order } from "./ledger.ts";

/** What a proposal stores of an order. */
export function storedOf({ type, body }: Order): StoredOperation {
  const { tag, body: fields } = operationTypeByName(type)!;
  return { tag, body: encode(fields, body) };
}

/** The orders as a proposal of whoever signs. */
export function proposalOf(orders: readonly Order[], expiresAt: number): Order {
  return { type: "account.propose", body: { operations: orders.map(storedOf), expiresAt } };
}
