import type { Payer } from "../../../src/cli/load/payer.ts";
import { daysPrefix, days } from "../../../src/transactions/customs/statistics/records.ts";
import { openPort, type PortCast } from "./customs-port.ts";
import type { OfflineChain } from "./offline-chain.ts";
import { buyersOf, DOCUMENTS, documentsOf, type DocumentName } from "./parcels.ts";

/** A hundred operations are what a transaction may hold; those of one block are put into an order that nobody chooses. */
const PARCELS_PER_TRANSACTION = 100;
const PARCELS_PER_BLOCK = 1_000;

/** Where a fill is after a block. */
export interface Grown {
  readonly parcels: number;
  /** Of the executor alone, and of everything from the documents' making on. */
  readonly executorMs: number;
  readonly ms: number;
}

/** Opens a port on a chain and has the documents of so many parcels declared; every list is matched then. */
export async function fillPort(
  chain: OfflineChain,
  cast: PortCast,
  parcels: number,
  onGrown: (grown: Grown) => void,
): Promise<void> {
  await openPort(chain, cast, parcels);
  const buyers = buyersOf(parcels);
  const [from, executorFromMs] = [performance.now(), chain.executorMs];
  for (let made = 0; made < parcels;) {
    const count = Math.min(PARCELS_PER_BLOCK, parcels - made);
    const transactions = [];
    for (let at = made; at < made + count; at += PARCELS_PER_TRANSACTION) {
      const size = Math.min(PARCELS_PER_TRANSACTION, made + count - at);
      const documents = Array.from({ length: size }, (_, i) => documentsOf(at + i, buyers));
      for (const name of DOCUMENTS) {
        const by = originatorOf(cast, name);
        const orders = documents.map((one) => one[name]);
        transactions.push(chain.transaction(by.account, orders, [by]));
      }
    }
    const receipts = await chain.append(transactions);
    if (receipts.length < transactions.length) throw new Error("a block had not room for all");
    made += count;
    const executorMs = chain.executorMs - executorFromMs;
    onGrown({ parcels: made, executorMs, ms: performance.now() - from });
  }
  const matched = await matchedOn(chain);
  if (matched !== parcels) throw new Error(`${matched} lists of ${parcels} were matched`);
}

function originatorOf(
  { platform, payFirm, carrier, declarant }: PortCast,
  of: DocumentName,
): Payer {
  return { order: platform, payment: payFirm, waybill: carrier, list: declarant }[of];
}

async function matchedOn({ ledger }: OfflineChain): Promise<number> {
  const all = await ledger.chain.store.rangeState(daysPrefix("CN", ""), { limit: 100 });
  return all.reduce((sum, { value }) => sum + days.decode(value).matched, 0);
}
