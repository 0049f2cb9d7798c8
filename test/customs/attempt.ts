import { executeTransaction } from "../../src/execution/execute-transaction.ts";
import { Overlay } from "../../src/state/overlay.ts";
import type { TestKey } from "../keys.ts";
import type { TestLedger } from "../ledger.ts";

/** What would come of an operation in the next block, and the state then. */
export interface Attempt {
  readonly code: string;
  readonly state: Overlay;
}

/** Carries an operation out over the committed state and gives it up, so that the next finds everything as it was. */
export function attempt(ledger: TestLedger, by: TestKey, type: string, body: object): Attempt {
  const state = new Overlay(ledger.state);
  const { header } = ledger.tree.head;
  const context = { ...header, height: header.height + 1, timeMs: header.timeMs + 1_000 };
  const one = ledger.unsigned([{ type, body }], by);
  return { code: executeTransaction(state, one, context).receipt.code, state };
}
