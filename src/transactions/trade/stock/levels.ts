import type { AccountId } from "../../../primitives/account-id.ts";
import { assert } from "../../../primitives/assert.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import { U64_MAX } from "../../assets/balance.ts";
import {
  type MovementKind,
  MOVEMENTS,
  movements,
  type Shelf,
  type ShelfRecord,
  shelves,
  shelvesOf,
} from "./records.ts";
import { askedFor } from "./replenish.ts";
import { countMovement } from "./statistics/count.ts";

export type { Shelf } from "./records.ts";

/** Why a shelf changes: whose operation it is, in which block; without a source where the ledger itself acts. */
export interface Movement {
  /** An order's number or a paper's, at most 60 printable characters. */
  readonly reference: string;
  /** A word more, at most 40 bytes. */
  readonly code?: string | undefined;
  readonly source?: AccountId | undefined;
  readonly operationId?: Uint8Array | undefined;
  readonly height: number;
  readonly timeMs: number;
  readonly protocolVersion: number;
}

/** What can be sold of a shelf: on hand less reserved, in 0.00001 of the unit. */
export function freeOf(ledger: LedgerReader, shelf: Shelf): bigint {
  const { onHand, reserved } = shelves.read(ledger, shelf) ?? { onHand: 0n, reserved: 0n };
  return onHand - reserved;
}

/** Keeps so much of a shelf for an order: false if less is free, and nothing is written then. No unit is sold twice. */
export function reserveStock(
  ledger: Ledger,
  shelf: Shelf,
  quantity: bigint,
  why: Movement,
): boolean {
  return move(ledger, shelf, "reserve", quantity, why);
}

/** Gives back what was reserved, and did not go. */
export function unreserveStock(
  ledger: Ledger,
  shelf: Shelf,
  quantity: bigint,
  why: Movement,
): void {
  const isMoved = move(ledger, shelf, "unreserve", quantity, why);
  assert(isMoved, "callers give back what they reserved");
}

/** What was reserved leaves the warehouse. */
export function shipStock(ledger: Ledger, shelf: Shelf, quantity: bigint, why: Movement): void {
  const isMoved = move(ledger, shelf, "ship", quantity, why);
  assert(isMoved, "callers ship what they reserved");
}

/** What came back lies there again and can be sold; false if the shelf cannot count so much, and nothing is written then. */
export function restock(ledger: Ledger, shelf: Shelf, quantity: bigint, why: Movement): boolean {
  return move(ledger, shelf, "restock", quantity, why);
}

/**
 * Changes a shelf and keeps that for ever. False, and nothing is written, if less than nothing would be free or reserved, or more on hand
 * than 64 bits hold. The only place where stock changes: whatever leaves too little free has the merchant's rule looked at here.
 */
export function move(
  ledger: Ledger,
  shelf: Shelf,
  kind: MovementKind,
  quantity: bigint,
  why: Movement,
): boolean {
  const before = shelves.read(ledger, shelf);
  const { onHand, reserved } = levelsAfter(before, kind, quantity);
  if (reserved < 0n || onHand < reserved || onHand > U64_MAX) return false;
  const { reference, code, source: by, operationId: operation, height, timeMs } = why;
  const { movements: place, onHand: was } = before ?? NOTHING;
  const what = { kind, quantity, onHand, reserved, reference, code };
  const movement = { ...what, by, operation, height, timeMs };
  movements.write(ledger, movement, shelf, place);
  countMovement(ledger, shelf, movement, was, why.protocolVersion);
  const after = { ...shelfAt(ledger, shelf, why), onHand, reserved, movements: place + 1, height };
  shelves.write(ledger, askedFor(ledger, after, why), shelf);
  return true;
}

function levelsAfter(
  before: ShelfRecord | undefined,
  kind: MovementKind,
  quantity: bigint,
): { readonly onHand: bigint; readonly reserved: bigint } {
  const [there, kept] = MOVEMENTS[kind];
  const { onHand, reserved } = before ?? NOTHING;
  return { onHand: onHand + there * quantity, reserved: reserved + kept * quantity };
}

const NOTHING = {
  ...{ onHand: 0n, reserved: 0n, rule: undefined, replenishing: undefined, replenishments: 0 },
  ...{ counting: undefined, counts: 0, movements: 0 },
};

/** A shelf as it is. The first who asks for it puts it up, empty; its merchant finds it by its code. */
export function shelfAt(
  ledger: Ledger,
  { warehouse, merchant, itemNo }: Shelf,
  { height }: { readonly height: number },
): ShelfRecord {
  const shelf = { warehouse, merchant, itemNo };
  const before = shelves.read(ledger, shelf);
  if (before !== undefined) return before;
  shelvesOf.write(ledger, { height }, shelf);
  return { ...shelf, ...NOTHING, height };
}
