import { BAD, type PackedParcels } from "../network/bad-batch.ts";
import { keysOf } from "../network/parcels.ts";
import type { OneByOne } from "./one-by-one.ts";

/** The largest page that a node gives. */
const PAGE = 100;

interface Page {
  readonly recalls: readonly unknown[];
  readonly parcels: readonly { readonly logisticsNo: string }[];
  readonly next: string | null;
}

/**
 * Milliseconds of each page in which a node names the parcels of the bad batch. Throws unless it is recalled and every parcel is named
 * exactly once, and no other. `onPage` hears how many were found.
 */
export async function findRecalled(
  client: OneByOne,
  { first, count }: PackedParcels,
  onPage: (found: number) => void,
): Promise<number[]> {
  const pages: number[] = [];
  const isFound = new Uint8Array(count);
  const prefix = keysOf(0).waybill.logisticsNo.slice(0, -1);
  let [from, found] = [undefined as string | undefined, 0];
  do {
    const { ms, result } = await client.ask("trade_recall", { ...BAD, from, limit: PAGE });
    pages.push(ms);
    const { recalls, parcels, next } = result as Page;
    if (recalls.length === 0) throw new Error("the batch is not recalled");
    for (const { logisticsNo } of parcels) {
      const nth = Number(logisticsNo.slice(prefix.length)) - first;
      if (isFound[nth] !== 0) throw new Error(`${logisticsNo} is none of them, or was found twice`);
      isFound[nth] = 1;
    }
    found += parcels.length;
    onPage(found);
    from = next ?? undefined;
  } while (from !== undefined);
  if (found !== count) throw new Error(`${found} parcels of ${count} were found`);
  return pages;
}
