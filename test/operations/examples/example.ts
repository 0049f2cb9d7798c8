import type { Json } from "../../../src/primitives/fields/field.ts";

/** What a body may depend on: the time, and what the receipts before it said. */
export interface Before {
  /** Of the newest block, milliseconds UTC. */
  readonly timeMs: number;
  /** A member of the result of the last operation of a type. */
  readonly result: (type: string, member: string) => Json;
  /** A member of the body of the last operation of a type. */
  readonly body: (type: string, member: string) => Json;
  /** An operation as a proposal stores it. */
  readonly stored: (type: string, body: Json) => Json;
  /** Bytes that the owner of a name signed; hexadecimal. */
  readonly signed: (name: string, message: Uint8Array) => string;
  /** The public key of a name; hexadecimal. */
  readonly key: (name: string) => string;
  readonly chainId: Uint8Array;
}

export interface Order {
  readonly type: string;
  /** As JSON-RPC and `portolan op` take it; names stand for accounts. */
  readonly body: Json | ((before: Before) => Json);
}

/** A transaction of the play: the first order of each type in it is the type's example. */
export interface Scene {
  /** Whose keys sign; the first one's account is the source if no other is named. */
  readonly by: readonly string[];
  readonly account?: string;
  readonly orders: readonly Order[];
  /** Milliseconds that pass before it. */
  readonly waitMs?: number;
}

/** A scene of one operation of one signer. */
export function act(by: string, type: string, body: Order["body"]): Scene {
  return { by: [by], orders: [{ type, body }] };
}

/** One that the council decides. */
export function decide(type: string, body: Order["body"]): Scene {
  return {
    by: ["council-0", "council-1", "council-2"],
    account: "council",
    orders: [{ type, body }],
  };
}

export const thresholds = (low: number, medium: number, high: number): Json => ({
  low,
  medium,
  high,
});
