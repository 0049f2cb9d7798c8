import {
  type Block,
  digestOf,
  type Header,
  orderKey,
  transactionsRoot,
  ZERO_HASH,
} from "../chain/block.ts";
import {
  type Constitution,
  type EpochRecord,
  isLastOfEpoch,
  validatorsOf,
} from "../chain/epoch.ts";
import { type Receipt, receiptsRoot } from "../chain/receipt.ts";
import { assert } from "../primitives/assert.ts";
import { compareBytes, toHex } from "../primitives/bytes.ts";
import { limits } from "../primitives/limits.ts";
import type { LedgerReader } from "../state/ledger.ts";
import type { MapTree } from "../state/authenticated-map/tree.ts";
import { type NodeWrite, updateMap } from "../state/authenticated-map/update.ts";
import { Overlay } from "../state/overlay.ts";
import type { BalanceChange, SweptChange } from "./balance-changes.ts";
import { epochOfChild, nextValidatorsHash, writeNextEpoch } from "./epoch.ts";
import { type Execution, executeTransaction, LOOKS_SINCE } from "./execute-transaction.ts";
import { neededVersion, type ReadTransaction } from "./read-transaction.ts";
import type { RecentIds } from "./recent-ids.ts";
import { sweep } from "./sweep.ts";

/** A block whose successor can be built, checked and executed here. */
export interface Tip {
  readonly digest: Uint8Array;
  readonly header: Header;
  /** Roots after this block: what the next header carries. */
  readonly stateRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
}

/** A block with everything that its execution gave. */
export interface ExecutedBlock extends Tip {
  readonly block: Block;
  readonly transactions: readonly ReadTransaction[];
  readonly ids: ReadonlySet<string>;
  readonly receipts: readonly Receipt[];
  /** Per transaction, the accounts that it concerns, in hexadecimal. */
  readonly accounts: readonly (readonly string[])[];
  /** Per transaction, the balances that it changed, in order of its operations. */
  readonly changes: readonly (readonly BalanceChange[])[];
  /** Balances that deadlines changed at the start of the block, before its transactions and without one. */
  readonly swept: readonly SweptChange[];
  readonly overlay: Overlay;
  readonly tree: MapTree;
  readonly changedNodes: readonly NodeWrite[];
  /** Names of invariants that transactions would have broken: an alarm. */
  readonly brokenInvariants: readonly string[];
  /** C13: the epoch that begins above this block, if it is the last of its own. */
  readonly next: EpochRecord | undefined;
}

/** Why a block is unacceptable (C2). */
export interface BlockProblem {
  readonly code:
    | "HEADER"
    | "ROOTS_DIFFER"
    | "TRANSACTIONS_ROOT"
    | "ORDER"
    | "REPEATED"
    | "NOT_VALID_THEN"
    | "NOT_YET_ACTIVE"
    | "TOO_LARGE"
    | "TOO_MANY_LOOKS";
  readonly message: string;
}

export interface BlockTreeOptions {
  /** The committed state. */
  readonly store: LedgerReader & { readonly tree: MapTree };
  readonly head: Tip;
  /** Ids of committed transactions that are valid yet at `head`. */
  readonly recent: RecentIds;
}

/**
 * The committed head and the executed blocks above it, forks included.
 *
 * Overlays of blocks stay until another block commits at their height: a view can be both prepared and skipped, and the
 * next primary may build on either (docs/consensus, Execution).
 */
export class BlockTree {
  readonly #options: BlockTreeOptions;
  readonly #executed = new Map<string, ExecutedBlock>();
  #head: Tip;

  constructor(options: BlockTreeOptions) {
    this.#options = options;
    this.#head = options.head;
  }

  /** The newest committed block. */
  get head(): Tip {
    return this.#head;
  }

  /** The block, if it is the head or executed above it. */
  tip(digest: Uint8Array): Tip | undefined {
    const key = toHex(digest);
    return this.#executed.get(key) ?? (key === toHex(this.#head.digest) ? this.#head : undefined);
  }

  executed(digest: Uint8Array): ExecutedBlock | undefined {
    return this.#executed.get(toHex(digest));
  }

  /** The state after a block: what a pool judges transactions by. */
  ledgerAfter(digest: Uint8Array): LedgerReader {
    return this.#executed.get(toHex(digest))?.overlay ?? this.#options.store;
  }

  /** The epoch of a block on `parent` (C13). */
  epochOn(parent: Tip): EpochRecord {
    return epochOfChild(parent.header, this.ledgerAfter(parent.digest));
  }

  /**
   * A block on `parent` with as many of the candidates as are valid then and fit, in canonical order. It stops at `operationsMax`, what
   * the proposer wants to have executed at once, give or take the last transaction.
   */
  build(
    parent: Tip,
    timeMs: number,
    candidates: Iterable<ReadTransaction>,
    operationsMax = Infinity,
  ): Proposal {
    const chosen: ReadTransaction[] = [];
    const ids = new Set<string>();
    const place = this.#place(parent, timeMs);
    let bytes = 0;
    let operations = 0;
    let looks = 0;
    for (const candidate of candidates) {
      const { transaction } = candidate;
      if (chosen.length === limits.transactionsPerBlock || operations >= operationsMax) break;
      if (bytes + transaction.bytes.length > limits.blockBytes) break;
      const { id } = candidate;
      if (ids.has(id) || this.#exclusion(place, candidate) !== undefined) continue;
      // Those behind it may look at fewer, or at none.
      if (looks + candidate.looks > limits.looksPerBlock) continue;
      looks += candidate.looks;
      ids.add(id);
      bytes += transaction.bytes.length;
      operations += candidate.operations.length;
      chosen.push(candidate);
    }
    const transactions = inOrder(parent.digest, chosen);
    const refs = transactions.map(({ transaction: { id, wireHash } }) => ({ id, wireHash }));
    return {
      block: {
        header: this.#nextHeader(parent, timeMs, transactionsRoot(refs)),
        transactions: refs,
      },
      transactions,
    };
  }

  /** Tells of transactions whether a block on `parent` at this time may hold them. */
  includableOn(parent: Tip, timeMs: number): (candidate: ReadTransaction) => boolean {
    const place = this.#place(parent, timeMs);
    return (candidate) => this.#exclusion(place, candidate) === undefined;
  }

  #place(parent: Tip, timeMs: number): Place {
    return { parent, timeMs, constitution: this.epochOn(parent).constitution };
  }

  /** Why a block may not hold a transaction. */
  #exclusion(
    { parent, timeMs, constitution: { parameters, protocolVersion } }: Place,
    { transaction, operations, id }: ReadTransaction,
  ): BlockProblem | undefined {
    const { validUntil } = transaction.body;
    if (validUntil < timeMs || validUntil > timeMs + parameters.lifetimeMs) {
      const message = `transaction ${id} is not valid at the block's time`;
      return { code: "NOT_VALID_THEN", message };
    }
    if (this.#isRepeated(parent, id)) {
      return { code: "REPEATED", message: `transaction ${id} is in an earlier block` };
    }
    const early = operations.find((one) => neededVersion(one) > protocolVersion);
    if (early === undefined) return undefined;
    const message = `${early.type.name} needs protocol version ${neededVersion(early)}`;
    return { code: "NOT_YET_ACTIVE", message };
  }

  /**
   * Whether a block on an executed parent is acceptable (C2): by header, ids and the state after the parent's parent
   * only. `transactions` are the block's, in its order, read and with valid signatures.
   */
  check(block: Block, transactions: readonly ReadTransaction[]): BlockProblem | undefined {
    const { header } = block;
    const parent = this.tip(header.parent);
    assert(parent !== undefined, "a block is checked when its parent is executed");
    assert(transactions.length === block.transactions.length, "every body of the block is here");

    const expected = this.#nextHeader(parent, header.timeMs, transactionsRoot(block.transactions));
    const difference = firstDifference(expected, header);
    if (difference === "stateRoot" || difference === "receiptsRoot") {
      return { code: "ROOTS_DIFFER", message: `${difference} is not the one computed here` };
    }
    if (difference === "transactionsRoot") {
      return { code: "TRANSACTIONS_ROOT", message: "transactionsRoot is not that of its list" };
    }
    if (difference !== undefined) return { code: "HEADER", message: `${difference} is wrong` };
    return this.#checkTransactions(parent, block, transactions);
  }

  #checkTransactions(
    parent: Tip,
    { header: { timeMs } }: Block,
    transactions: readonly ReadTransaction[],
  ): BlockProblem | undefined {
    let [bytes, looks] = [0, 0];
    let last: Uint8Array | undefined;
    const position = this.#place(parent, timeMs);
    for (const candidate of transactions) {
      const { transaction } = candidate;
      bytes += transaction.bytes.length;
      looks += candidate.looks;
      const place = orderKey(parent.digest, transaction.id);
      // Strictly ascending, so an id that repeats within the block is found here too.
      if (last !== undefined && compareBytes(last, place) >= 0) {
        return { code: "ORDER", message: "transactions are not in canonical order" };
      }
      last = place;
      const problem = this.#exclusion(position, candidate);
      if (problem !== undefined) return problem;
    }
    if (bytes > limits.blockBytes) {
      return { code: "TOO_LARGE", message: `bodies have ${bytes} bytes` };
    }
    const isBounded = position.constitution.protocolVersion >= LOOKS_SINCE;
    if (!isBounded || looks <= limits.looksPerBlock) return undefined;
    return { code: "TOO_MANY_LOOKS", message: `transactions may look at ${looks} offers` };
  }

  /** Executes a block on its executed parent. Nothing that a transaction does can fail the block. */
  execute(block: Block, transactions: readonly ReadTransaction[]): ExecutedBlock {
    const parts = this.executeInParts(block, transactions, Infinity);
    for (;;) {
      const { done, value } = parts.next();
      if (done === true) return value;
    }
  }

  /**
   * The same with a pause after so many operations, give or take the last transaction, and before the root of a block that had one.
   * Meanwhile its parent may become final and be written, but no other block at its height.
   */
  *executeInParts(
    block: Block,
    transactions: readonly ReadTransaction[],
    partMax: number,
  ): Generator<void, ExecutedBlock> {
    const { header } = block;
    const digest = digestOf(header);
    const known = this.executed(digest);
    if (known !== undefined) return known;
    const parent = this.tip(header.parent);
    assert(parent !== undefined, "a block is executed after its parent");

    const overlay = new Overlay(this.ledgerAfter(parent.digest));
    writeNextEpoch(header, this.epochOn(parent), overlay);
    const { height, timeMs, chainId, protocolVersion } = header;
    const context = { height, timeMs, chainId, protocolVersion };
    const swept = sweep(overlay, context);
    const executions: Execution[] = [];
    let [operations, isLong] = [0, false];
    for (const one of transactions) {
      if (operations >= partMax) {
        [operations, isLong] = [0, true];
        yield;
      }
      executions.push(executeTransaction(overlay, one, context));
      operations += one.operations.length;
    }
    if (isLong) yield;
    const receipts = executions.map(({ receipt }) => receipt);

    const below = this.#executed.get(toHex(parent.digest)) ?? this.#options.store;
    const { tree, nodes } = updateMap(below.tree, overlay.changes());
    overlay.rebase(this.ledgerAfter(parent.digest));
    const executed: ExecutedBlock = {
      digest,
      header,
      block,
      transactions,
      ids: new Set(transactions.map(({ id }) => id)),
      receipts,
      accounts: executions.map(({ accounts }) => accounts),
      changes: executions.map(({ changes }) => changes),
      swept: swept.changes,
      overlay,
      tree,
      changedNodes: nodes,
      stateRoot: tree.root,
      receiptsRoot: receiptsRoot(receipts),
      brokenInvariants: [
        ...swept.broken,
        ...executions.flatMap((one) => one.brokenInvariant ?? []),
      ],
      next: isLastOfEpoch(header) ? epochOfChild(header, overlay) : undefined,
    };
    this.#executed.set(toHex(digest), executed);
    return executed;
  }

  /**
   * Makes an executed block and its ancestors final. Returns them in ascending order, and the blocks at those heights
   * that will never be: their transactions return to the pool. Overlays of the final blocks stay readable until
   * `persisted`.
   */
  commit(digest: Uint8Array): { final: ExecutedBlock[]; abandoned: ExecutedBlock[] } {
    const final: ExecutedBlock[] = [];
    for (let at = this.executed(digest); at !== undefined; at = this.executed(at.header.parent)) {
      if (at.header.height <= this.#head.header.height) break;
      final.unshift(at);
    }
    const first = final[0];
    assert(first !== undefined, "a block that commits is executed and above the head");
    assert(toHex(first.header.parent) === toHex(this.#head.digest), "final blocks extend the head");

    const newest = final[final.length - 1]!;
    const finalKeys = new Set(final.map((one) => toHex(one.digest)));
    const abandoned = this.#abandon(newest, finalKeys);
    const { recent } = this.#options;
    for (const { transactions } of final) {
      for (const { id, transaction } of transactions) recent.add(id, transaction.body.validUntil);
    }
    recent.forgetBefore(newest.header.timeMs);
    this.#head = newest;
    return { final, abandoned };
  }

  /** The final block's writes are in the store: its children read there, and its overlay's memory goes. */
  persisted(digest: Uint8Array): void {
    const key = toHex(digest);
    for (const child of this.#executed.values()) {
      if (toHex(child.header.parent) !== key) continue;
      child.overlay.rebase(this.#options.store);
    }
    this.#executed.delete(key);
  }

  /** Drops what does not descend from the newest final block: lower heights, and branches of abandoned blocks. */
  #abandon(newest: ExecutedBlock, finalKeys: ReadonlySet<string>): ExecutedBlock[] {
    const abandoned: ExecutedBlock[] = [];
    const byHeight = [...this.#executed.entries()].sort(
      ([, a], [, b]) => a.header.height - b.header.height,
    );
    const headHeight = this.#head.header.height;
    for (const [key, one] of byHeight) {
      const { height, parent } = one.header;
      if (finalKeys.has(key) || height <= headHeight) continue; // final, or final and not yet persisted
      const parentKey = toHex(parent);
      const descends =
        height > newest.header.height &&
        (parentKey === toHex(newest.digest) || this.#executed.has(parentKey));
      if (descends) continue;
      this.#executed.delete(key);
      abandoned.push(one);
    }
    return abandoned;
  }

  #isRepeated(parent: Tip, id: string): boolean {
    for (let at = this.executed(parent.digest); at !== undefined;) {
      if (at.header.height <= this.#head.header.height) break; // committed: in `recent`
      if (at.ids.has(id)) return true;
      at = this.executed(at.header.parent);
    }
    return this.#options.recent.has(id);
  }

  /** C13: which set signs the block, and which the next epoch's, are questions to the state after the parent. */
  #nextHeader(parent: Tip, timeMs: number, root: Uint8Array): Header {
    const epoch = this.epochOn(parent);
    const height = parent.header.height + 1;
    const next = nextValidatorsHash(epoch, height, this.ledgerAfter(parent.digest));
    return {
      chainId: parent.header.chainId,
      protocolVersion: epoch.constitution.protocolVersion,
      epoch: epoch.epoch,
      height,
      timeMs,
      parent: parent.digest,
      transactionsRoot: root,
      stateRoot: parent.stateRoot,
      receiptsRoot: parent.receiptsRoot,
      validators: validatorsOf(epoch).hash,
      nextValidators: next ?? ZERO_HASH,
    };
  }
}

/** Where a block stands: what decides which transactions it may hold. */
interface Place {
  readonly parent: Tip;
  readonly timeMs: number;
  readonly constitution: Constitution;
}

/** A block with its bodies, as its primary builds it. */
export interface Proposal {
  readonly block: Block;
  readonly transactions: readonly ReadTransaction[];
}

function inOrder(parent: Uint8Array, transactions: readonly ReadTransaction[]): ReadTransaction[] {
  return transactions
    .map((one) => ({ one, place: orderKey(parent, one.transaction.id) }))
    .sort((a, b) => compareBytes(a.place, b.place))
    .map(({ one }) => one);
}

function firstDifference(expected: Header, actual: Header): keyof Header | undefined {
  const names = Object.keys(expected) as (keyof Header)[];
  return names.find((name) => {
    const [a, b] = [expected[name], actual[name]];
    return a instanceof Uint8Array && b instanceof Uint8Array ? toHex(a) !== toHex(b) : a !== b;
  });
}
