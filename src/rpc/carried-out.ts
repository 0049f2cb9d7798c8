import { assert } from "../primitives/assert.ts";
import { decodeOwn } from "../primitives/fields/codec.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { StoredOperation } from "../transactions/definition.ts";
import { approve } from "../transactions/participants/approve.ts";
import { proposals } from "../transactions/participants/proposals.ts";

/** A committed operation: one of a transaction's, and the id that it had there. */
interface Committed extends StoredOperation {
  readonly id: Uint8Array;
  readonly source: Uint8Array;
}

/** The operation of a proposal that a committed `account.propose` or `account.approve` carried out, and the proposal's id. */
export function carriedOut(
  { tag, body, id, source }: Committed,
  place: number,
  ledger: LedgerReader,
): StoredOperation & { readonly proposal: Uint8Array } {
  const proposal = tag === approve.tag ? decodeOwn(approve.body, body).proposal : id;
  const operation = proposals.read(ledger, source, proposal)?.operations[place];
  assert(operation !== undefined, "a proposal that was carried out stays on the ledger");
  return { ...operation, proposal };
}
