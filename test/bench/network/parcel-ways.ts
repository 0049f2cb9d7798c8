import type { Payer } from "../../../src/cli/load/payer.ts";
import { appendInBlocks } from "./in-blocks.ts";
import type { OfflineChain } from "./offline-chain.ts";
import { keysOf } from "./parcels.ts";

/** What a carrier says of a parcel from abroad: collected, through seven places, delivered. */
const STATUSES: readonly string[] = [
  "collected",
  ...Array.from({ length: 7 }, () => ["departed", "arrived"]).flat(),
  "delivered",
];
/** Of the documents: each of the four is new. The match is noted in the list's history and in no other. */
export const EVENTS_OF_DOCUMENTS = 5;
/** Entries of a whole way, as `customs_track` gives it. */
export const EVENTS_PER_PARCEL = STATUSES.length + EVENTS_OF_DOCUMENTS;

/**
 * Has the carrier track parcels that are declared, all of them in parallel: the entries of one parcel lie as far apart on the chain
 * as they do where many are under way. `onBlock` hears how many events there are.
 */
export async function trackParcels(
  chain: OfflineChain,
  carrier: Payer,
  parcels: number,
  onBlock: (events: number) => void,
): Promise<void> {
  for (const [place, status] of STATUSES.entries()) {
    const trackOf = (parcel: number) => {
      const guid = `BE7C5000-0000-4000-80${place.toString().padStart(2, "0")}-${parcel.toString().padStart(12, "0")}`;
      const body = { guid, ...keysOf(parcel).waybill, status };
      return { type: "customs.waybill.track", body };
    };
    const before = place * parcels;
    await appendInBlocks(chain, carrier, parcels, trackOf, (done) => onBlock(before + done));
  }
}
