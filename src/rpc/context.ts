import type { Block, Header } from "../chain/block.ts";
import type { Genesis } from "../chain/genesis.ts";
import type { Parameters } from "../chain/parameters.ts";
import type { HandOver } from "../chain/proof/document.ts";
import type { Receipt } from "../chain/receipt.ts";
import type { Transaction } from "../chain/transaction.ts";
import type { ValidatorSet } from "../chain/validator-set.ts";
import type { Certificate, Vote } from "../chain/vote.ts";
import type { SweepCause } from "../execution/balance-changes.ts";
import type { Refusal } from "../execution/refusals.ts";
import type { MapProof } from "../primitives/map-proof.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { Holding } from "../transactions/assets/records.ts";
import type { EvaluatePersons } from "./person-evaluation.ts";

/** A committed block with everything that readers ask of it. */
export interface CommittedBlock {
  readonly height: number;
  readonly digest: Uint8Array;
  readonly block: Block;
  readonly transactions: readonly Transaction[];
  readonly receipts: readonly Receipt[];
}

/** A change of an account's balance in an asset, as history has it. */
export interface RecordedChange {
  /** Where it stands among all of them, as text that sorts: what a reader goes on behind. */
  readonly place: string;
  readonly height: number;
  /** The operation of a transaction of the block, or of a proposal that it carried out, or what the start of the block did. */
  readonly cause:
    { readonly index: number; readonly operation: number; readonly approved?: number } | SweepCause;
  /** What it was after is what it was before the next change. */
  readonly before: Holding;
}

/** Why a block is final (C6): a commit certificate of it or of a descendant, and the headers between. */
export interface Finality {
  readonly certificate: Certificate;
  /** Headers above the block up to the certified one, ascending; empty if the certificate names the block itself. */
  readonly headers: readonly Header[];
}

export type TransactionStatus =
  | { readonly status: "pending" }
  | { readonly status: "committed"; readonly height: number; readonly index: number }
  | { readonly status: "expired" }
  | { readonly status: "rejected"; readonly refusal: Refusal }
  | { readonly status: "unknown" };

/** What became of what was handed in. The id is there for whatever was not refused. */
export type Submitted =
  | Extract<TransactionStatus, { readonly status: "rejected" }>
  | (Exclude<TransactionStatus, { readonly status: "rejected" }> & { readonly id: Uint8Array });

/** What the JSON-RPC server needs of a node. `node` provides it; nothing in `rpc` reaches further. */
export interface RpcContext {
  readonly genesis: Genesis;
  readonly chainId: Uint8Array;
  /** Name of this node, its software version and its libp2p identity. */
  readonly self: {
    readonly name: string;
    readonly version: string;
    readonly peerId: string;
    addresses(): string[];
  };
  peers(): readonly PeerView[];
  /** What consensus is doing: the view, and whether this node votes. */
  consensus(): {
    readonly epoch: number;
    readonly view: number;
    readonly role: "validator" | "observer";
  };
  /** Those of the epoch that this node is in. */
  validators(): ValidatorSet;
  /** Those of an epoch; undefined if it has not begun in committed state. */
  validatorsOf(epoch: number): ValidatorSet | undefined;
  /** What holds for the next block. */
  parameters(): Parameters;
  /** Pairs of votes that this node has seen where one is allowed (C14). */
  evidence(): readonly { readonly first: Vote; readonly second: Vote }[];

  readonly chain: ChainReads;
  /** Committed state. */
  readonly ledger: LedgerReader;
  /** Committed entries whose key starts with `prefix`, ascending, after `after`. For lists only, never for rules. */
  entries(
    prefix: string,
    options: { readonly after?: string; readonly limit: number },
  ): Promise<readonly { readonly key: string; readonly value: Uint8Array }[]>;
  /** Proof of a key's value, or of its absence, under the state root that header `height + 1` carries. */
  proveState(key: string): {
    readonly height: number;
    readonly value: Uint8Array | undefined;
    readonly proof: MapProof;
  };

  /** Checks transactions and puts them into the pool, in their order. Sent again, one gives its status, never a refusal for that. */
  submit(bodies: readonly Uint8Array[]): Promise<readonly Submitted[]>;
  /** Runs it on the newest committed state and drops the writes. */
  simulate(bytes: Uint8Array): Receipt | Refusal;
  status(id: Uint8Array): TransactionStatus;
  /** Asks a country's regulator for keys for people. */
  readonly evaluatePersons: EvaluatePersons;
  pool(): { readonly transactions: number; readonly bytes: number };

  /** Called for every committed block, in order, after it is on disk. Returns the way to stop it. */
  onCommitted(listener: (block: CommittedBlock) => void): () => void;
  /** Prometheus text. */
  metrics(): Promise<string>;
  health(): {
    readonly behindBlocks: number;
    readonly connectedValidators: number;
    readonly reason?: string;
  };
}

export interface PeerView {
  readonly peerId: string;
  readonly name: string;
  readonly address: string;
  readonly direction: "inbound" | "outbound";
  readonly connectedAtMs: number;
}

export interface ChainReads {
  /** Height 0 is genesis: `block(0)` has no transactions. */
  head(): { readonly height: number; readonly digest: Uint8Array; readonly header: Header };
  block(height: number): CommittedBlock | undefined;
  /** The same with its bodies as they were sent: for who wants few of them. */
  stored(
    height: number,
  ): { readonly block: Block; readonly bodies: readonly Uint8Array[] } | undefined;
  /** The lowest height from which on this node has every block: 0 if it never forgot one. */
  firstHeight(): number;
  /** The lowest height from which on accounts' histories are whole: above `firstHeight` after a start from a snapshot. */
  firstHistoryHeight(): number;
  heightOfDigest(digest: Uint8Array): number | undefined;
  finality(height: number): Finality | undefined;
  /** C13. How the epochs from this one on handed over to their next, ascending; those that have. */
  handOvers(fromEpoch: number, limit: number): readonly HandOver[];
  /** Where a committed transaction is. */
  place(id: Uint8Array): { readonly height: number; readonly index: number } | undefined;
  /** An account's transactions, newest first: those it signed for or that touched its balances. */
  history(
    account: Uint8Array,
    options: {
      readonly before?: { readonly height: number; readonly index: number };
      readonly limit: number;
    },
  ): Promise<
    readonly { readonly height: number; readonly index: number; readonly id: Uint8Array }[]
  >;
  /** The lowest height, from the first with histories on, whose block is not older; above the head if all are. */
  heightAt(timeMs: number): Promise<number>;
  /** What an account held of an asset before the block at a height from the first with histories on; above the head, what it holds. */
  balanceBefore(account: Uint8Array, asset: Uint8Array, height: number): Promise<Holding>;
  /** Changes of an account's balance in an asset within heights, `toHeight` excluded, from behind `after` on, ascending. */
  changes(
    account: Uint8Array,
    asset: Uint8Array,
    range: {
      readonly fromHeight: number;
      readonly toHeight: number;
      readonly after?: string;
      readonly limit: number;
    },
  ): Promise<readonly RecordedChange[]>;
}
