import type { TestKey } from "../../keys.ts";
import type { Order } from "../../ledger.ts";

/** An operation, whose it is, and what the model says of it when its turn comes. */
export interface Deed {
  readonly by: TestKey;
  readonly order: Order;
  readonly expected: (timeMs: number) => string;
}

/** A block with deeds in it: its time in milliseconds, and the deeds in the order of their execution, each with its receipt's code. */
export interface Taken {
  readonly timeMs: number;
  readonly answers: readonly (readonly [deed: Deed, code: string])[];
}

/** What became of deeds that were handed in together. */
export interface Outcome {
  readonly blocks: readonly Taken[];
  /** Milliseconds: of the executor, or of nodes from the first submission to the last commit. */
  readonly ms: number;
  /** Milliseconds from submission to notice of the commit, one for each deed; empty where nothing is submitted. */
  readonly finalityMs: readonly number[];
}

/** Whose money is compared. */
export const PARTIES = ["buyer", "partner", "merchant", "platform"] as const;
export type Party = (typeof PARTIES)[number];

/** An order as a ledger has it: status, goods and tax in escrow, goods and tax given back; minor units. */
export type FoundOrder = readonly [string, bigint, bigint, bigint, bigint];

/** Everything that a ledger says about the fair; money in minor units, quantities in 0.00001 of one. */
export interface Found {
  /** Which ledger says so: of several, each is asked. */
  readonly where: string;
  /** By article: on hand, and reserved of that. */
  readonly shelves: ReadonlyMap<string, readonly [bigint, bigint]>;
  /** By number. */
  readonly orders: ReadonlyMap<string, FoundOrder>;
  readonly money: Readonly<Record<Party, bigint>>;
  readonly escrow: bigint;
}

/** Where a fair takes place: one executor, or nodes. */
export interface FairGround {
  /** Carries out all of them, in an order of its own, and resolves when all are final. */
  carryOut(deeds: readonly Deed[]): Promise<Outcome>;
  read(): Promise<readonly Found[]>;
  /** Lets so many milliseconds pass; the time that it is then. Absent where time is everybody's. */
  readonly wait?: (ms: number) => number;
  close(): Promise<void>;
}
