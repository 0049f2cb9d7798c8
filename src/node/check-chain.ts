import { digestOf, transactionsRoot } from "../chain/block.ts";
import { validatorsOf } from "../chain/epoch.ts";
import { chainIdOf, type Genesis, genesisDigest } from "../chain/genesis.ts";
import { followHandOvers, trustGenesis } from "../chain/proof/trust.ts";
import { receiptsRoot } from "../chain/receipt.ts";
import { verifyCertificate } from "../chain/vote.ts";
import { equalBytes } from "../primitives/bytes.ts";
import type { CommittedBlock } from "../rpc/context.ts";
import { openStore } from "../state/store.ts";
import type { CheckResult } from "../state/store/check-tree.ts";
import { epochs } from "../transactions/council/records.ts";
import { ChainStore, damaged } from "./chain-store.ts";
import { databasePath } from "./first-journal.ts";

export interface LedgerCheck extends CheckResult {
  readonly height: number;
  readonly transactions: number;
  readonly certificates: number;
}

/** What is being checked, and how much of it is done. */
export type OnLedgerProgress = (phase: "blocks" | "tree" | "values", done: number) => void;

/**
 * Proves all that a stopped node's data directory holds: that the blocks are one chain from genesis to the head, final by
 * the validators' signatures, each with its own bodies and receipts, found by digest and by transaction; and that the
 * tree and every value have the root that follows from the head. Accounts' histories are not looked at: no root has them.
 *
 * Throws DATABASE_DAMAGED at the first contradiction, WRONG_NETWORK, or what opening the store throws. Writes nothing.
 */
export async function checkLedger(
  data: string,
  genesis: Genesis,
  onProgress: OnLedgerProgress = () => {},
): Promise<LedgerCheck> {
  const store = await openStore(databasePath(data), { createIfMissing: false });
  try {
    const chain = await ChainStore.open(store, genesis);
    const counts = await checkBlocks(chain, genesis, (done) => onProgress("blocks", done));
    const tree = await store.verifyAll(chain.tip.stateRoot, ({ phase, done }) =>
      onProgress(phase === "nodes" ? "tree" : "values", done),
    );
    return { height: chain.head().height, ...counts, ...tree };
  } finally {
    await store.close();
  }
}

/** So many blocks are read between two turns of the event loop. */
const BLOCKS_PER_TURN = 100;

/**
 * From the head down to the lowest block kept: each header names its parent, and the receipts root of the block before it. Where
 * blocks were left out, the hand-overs from genesis on prove whose signatures count (C13).
 */
async function checkBlocks(
  chain: ChainStore,
  genesis: Genesis,
  onProgress: (done: number) => void,
): Promise<{ transactions: number; certificates: number }> {
  let { digest, receiptsRoot: receipts } = chain.tip;
  let transactions = 0;
  let certificates = 0;
  checkHandOvers(chain, genesis);
  const lowest = Math.max(1, chain.firstHeight());
  for (let height = chain.head().height; height >= lowest; height--) {
    const block = readBlock(chain, height);
    const problem = blockProblem(chain, block, digest, receipts);
    if (problem !== undefined) throw damaged(`block ${height} ${problem}`);
    certificates += checkFinality(chain, height, genesis);
    transactions += block.transactions.length;
    digest = block.block.header.parent;
    receipts = block.block.header.receiptsRoot;
    if (height % BLOCKS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    onProgress(chain.head().height - height + 1);
  }
  if (lowest === 1 && !equalBytes(digest, genesisDigest(genesis))) {
    throw damaged("block 1 is not genesis' child");
  }
  readBlock(chain, 0);
  return { transactions, certificates };
}

/** C13. Each epoch handed over to the next one's set, as the state has it. */
function checkHandOvers(chain: ChainStore, genesis: Genesis): void {
  const { epoch } = chain.epoch;
  const verdict = followHandOvers(trustGenesis(genesis), chain.handOvers(0, epoch));
  if (!verdict.ok) throw damaged(`the hand-overs do not follow from genesis (${verdict.message})`);
  for (let at = 0; at <= epoch; at++) {
    const record = epochs.read(chain.store, at);
    if (record === undefined) throw damaged(`the record of epoch ${at} is missing`);
    const set = verdict.value.get(at);
    if (set === undefined) throw damaged(`the hand-over of epoch ${at - 1} is missing`);
    if (!equalBytes(set.hash, validatorsOf(record).hash)) {
      throw damaged(`epoch ${at} was handed over to other validators than its record names`);
    }
  }
}

/** A record that is gone or makes no sense stops a node as a broken promise; here it is what was looked for. */
function readBlock(chain: ChainStore, height: number): CommittedBlock {
  let block: CommittedBlock | undefined;
  try {
    block = chain.block(height);
  } catch (error) {
    throw damaged(`block ${height} cannot be read (${(error as Error).message})`);
  }
  if (block === undefined) throw damaged(`block ${height} is missing`);
  return block;
}

function blockProblem(
  chain: ChainStore,
  { height, block: { header, transactions: refs }, transactions, receipts }: CommittedBlock,
  digest: Uint8Array,
  receiptsAfter: Uint8Array,
): string | undefined {
  if (!equalBytes(digestOf(header), digest)) return "is not the one that its successor names";
  if (header.height !== height) return `says that it is block ${header.height}`;
  if (chain.heightOfDigest(digest) !== height) return "is not where the index looks for its digest";
  if (!equalBytes(transactionsRoot(refs), header.transactionsRoot)) {
    return "lists other transactions than its header";
  }
  if (!equalBytes(receiptsRoot(receipts), receiptsAfter)) {
    return "has other receipts than its successor names";
  }
  if (transactions.length !== refs.length) return "lacks bodies";
  for (const [index, { id, wireHash }] of transactions.entries()) {
    const ref = refs[index]!;
    if (!equalBytes(id, ref.id) || !equalBytes(wireHash, ref.wireHash)) {
      return `has another body than it lists at ${index}`;
    }
    const place = chain.place(id);
    if (place?.height !== height || place.index !== index) {
      return `is not where the index looks for its transaction ${index}`;
    }
  }
  return undefined;
}

/** C6. A block has its own certificate, or is an ancestor of one that has. The head has its own. */
function checkFinality(chain: ChainStore, height: number, genesis: Genesis): 0 | 1 {
  const stored = chain.stored(height);
  const certificate = stored?.certificate;
  if (stored === undefined || certificate === undefined) {
    if (height < chain.head().height) return 0;
    throw damaged(`block ${height} is the head and has no certificate`);
  }
  const isOfBlock = equalBytes(certificate.digest, digestOf(stored.block.header));
  const { header } = stored.block;
  const record = epochs.read(chain.store, header.epoch);
  if (record === undefined) throw damaged(`the record of epoch ${header.epoch} is missing`);
  const set = validatorsOf(record);
  if (!equalBytes(set.hash, header.validators)) {
    throw damaged(`block ${height} names other validators than the record of its epoch`);
  }
  const isValid = verifyCertificate(set, chainIdOf(genesis), certificate);
  if (!isOfBlock || !isValid || certificate.kind !== "commit") {
    throw damaged(`the certificate of block ${height} does not prove that it is final`);
  }
  return 1;
}
