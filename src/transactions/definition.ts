import type { Role, ThresholdLevel } from "../chain/participant.ts";
import type { AccountId } from "../primitives/account-id.ts";
import type { AnyShape, RecordField, RecordOf } from "../primitives/fields/composites.ts";
import type { Key, Ledger, LedgerReader } from "../state/ledger.ts";

/** What an operation's rules may know of its surroundings. */
export interface OperationContext<Body> {
  /** Whose authority the operation needs; its weight has been checked. */
  readonly source: AccountId;
  readonly body: Body;
  /** 32 bytes that name this operation for ever: hash of transaction id and place. */
  readonly operationId: Uint8Array;
  /** Time of the block, milliseconds UTC. */
  readonly timeMs: number;
  readonly height: number;
  readonly chainId: Uint8Array;
  /** The rules that the block is executed by: those of its epoch. */
  readonly protocolVersion: number;
  /** Keys of the source account that signed the transaction. */
  readonly signers: readonly Uint8Array[];
  /** What the transaction may still look at. */
  readonly looks: Looks;
  /** Carries out operations that were approved apart from this transaction. */
  readonly approved: ApprovedOperations;
}

/** How many resting offers the operations of a transaction may still look at, together; whoever looks takes it off. */
export interface Looks {
  left: number;
}

/** An operation that waits for approval: what is stored is what a transaction would carry, but for the source. */
export interface StoredOperation {
  readonly tag: number;
  readonly body: Uint8Array;
}

/** What the executor lends to the types about proposals, which hold operations of every other type. */
export interface ApprovedOperations {
  /** What the operations need together, or which of them is none that this source could ever carry out. */
  judge(
    ledger: LedgerReader,
    source: AccountId,
    operations: readonly StoredOperation[],
  ): { readonly threshold: ThresholdLevel } | { readonly code: string; readonly operation: number };
  /** Whether so many may be carried out beside those that the transaction carried out already. */
  hasRoomFor(operations: number): boolean;
  /** All of them, or nothing of them. `proposal` names them: the ids of the operations derive from it. */
  apply(
    ledger: Ledger,
    source: AccountId,
    operations: readonly StoredOperation[],
    proposal: Uint8Array,
  ): { readonly code: "OK" } | { readonly code: string; readonly operation: number };
}

export type Outcome<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly code: string };

/** What `check` may know: the body and the source, and nothing that changes with height. */
export type CheckContext<Body> = Pick<OperationContext<Body>, "source" | "body">;

/** Who may be the source: holders of one of these roles, or the council account alone. */
export type Signatories = readonly Role[] | "council";

/**
 * One native type of operation: everything that the node, the command line and the documents say about it.
 *
 * `check` sees no ledger, so its verdict holds at every height: peers and pool rely on that, and a block that carries
 * an operation that fails it is unacceptable. `apply` returns a failure instead of throwing; its writes are dropped.
 */
export interface OperationDefinition<
  B extends AnyShape = AnyShape,
  R extends AnyShape = AnyShape,
  F extends string = string,
> {
  /** On the wire for ever: a retired tag is never used again. */
  readonly tag: number;
  readonly name: string;
  /** First protocol version that knows it. */
  readonly since: number;
  /** The same of a body, where a later version knows more of them. */
  sinceOf?(body: RecordOf<B>): number;
  readonly summary: string;
  readonly signatories: Signatories;
  /** `any`: one signer of the source is enough, whatever its weight. */
  readonly threshold: ThresholdLevel | "any";
  /** How many resting offers it may look at; none if absent. */
  readonly looks?: number;
  /** True if it may not be among the operations that wait for approval. */
  readonly direct?: boolean;
  readonly body: RecordField<B>;
  readonly result: RecordField<R>;
  /** Code → the sentence that tells a user what to do. Codes are consensus and are never renamed. */
  readonly failures: Readonly<Record<F, string>>;
  /** The keys that it will touch, as far as they can be told before it runs, to read them in one go. */
  keys(context: OperationContext<RecordOf<B>>): Key[];
  check(context: CheckContext<RecordOf<B>>): F | undefined;
  apply(
    context: OperationContext<RecordOf<B>>,
    ledger: Ledger,
  ): { readonly ok: true; readonly result: RecordOf<R> } | { readonly ok: false; readonly code: F };
}

/** Ties a definition's parts together for the type checker. */
export function defineOperation<
  const B extends AnyShape,
  const R extends AnyShape,
  const F extends string,
>(definition: OperationDefinition<B, R, F>): OperationDefinition<B, R, F> {
  return definition;
}

export function done<R>(result: R): { readonly ok: true; readonly result: R } {
  return { ok: true, result };
}

export function fail<F extends string>(code: F): { readonly ok: false; readonly code: F } {
  return { ok: false, code };
}
