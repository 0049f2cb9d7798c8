import { field } from "../../../primitives/fields/index.ts";
import type { Ledger, LedgerReader } from "../../../state/ledger.ts";
import {
  waybillKey,
  waybillNumberId,
  waybillNumbers,
  waybills,
} from "../../customs/orders/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount } from "../../participants/records.ts";
import { batchToHandle, handlingFailures } from "./batch-for.ts";
import { PACKED_MAX, packedUnder, parcelCode, parcelCodes, parcels } from "./parcels.ts";
import { batches, CUSTODIANS, quantity } from "./records.ts";

/** trade.batch.pack: a custodian puts goods of a batch into a parcel, with a code that its receiver can scan. */
export const packBatch = defineOperation({
  tag: 0x0546,
  name: "trade.batch.pack",
  since: 9,
  summary: "A custodian packs goods of a batch into a parcel, under a code for its receiver.",
  signatories: CUSTODIANS,
  threshold: "medium",
  body: field.record({
    batch: field.hash(),
    quantity,
    waybill: field.record(waybillKey),
    /** Sixteen random bytes, printed on the parcel. */
    code: parcelCode,
  }),
  result: field.record({ place: field.count(), left: quantity }),
  failures: {
    ...handlingFailures,
    INSPECTION_FAILED:
      "The last inspection of the batch failed, or of what it was made from. Pack it when an office has passed it.",
    UNKNOWN_WAYBILL: "The carrier has declared no waybill of this number, or has deleted it.",
    WAYBILL_FULL:
      "Goods were packed under this waybill 32 times. Pack the rest under another waybill.",
    CODE_USED: "A parcel has this code already. Print another one, of 16 fresh random bytes.",
  },
  keys: ({ body: { batch, waybill, code } }) => [
    batches.key(batch),
    waybillNumbers.key(waybillNumberId(waybill.logisticsCode, waybill.logisticsNo)),
    parcelCodes.key(code),
  ],
  check: ({ body }) => (body.quantity > 0n ? undefined : "ZERO_QUANTITY"),
  apply({ source, body, signers, operationId: operation, height, timeMs }, ledger) {
    const { batch: id, quantity: packed, waybill: named, code } = body;
    const batch = batchToHandle(ledger, source, id, packed);
    if (typeof batch === "string") return fail(batch);
    if (batch.failedInspection) return fail("INSPECTION_FAILED");
    const waybill = liveWaybill(ledger, named);
    if (waybill === undefined) return fail("UNKNOWN_WAYBILL");
    if (ledger.has(parcelCodes.key(code))) return fail("CODE_USED");
    const at = { batch: id, place: batch.parcels };
    if (!noteUnder(ledger, waybill, at)) return fail("WAYBILL_FULL");
    const { participant } = ownAccount(ledger, source);
    const by = { participant, by: source, signers, operation, height, timeMs };
    const parcel = { ...at, code, quantity: packed, waybill, ...named, ...by };
    parcels.write(ledger, parcel, id, at.place);
    parcelCodes.write(ledger, at, code);
    const left = batch.left - packed;
    const after = { left, packed: batch.packed + packed, parcels: at.place + 1 };
    batches.write(ledger, { ...batch, ...after }, id);
    return done({ place: at.place, left });
  },
});

/** The parcel that has a carrier's number now. */
function liveWaybill(
  ledger: LedgerReader,
  { logisticsCode, logisticsNo }: { readonly logisticsCode: string; readonly logisticsNo: string },
): Uint8Array | undefined {
  const number = waybillNumbers.read(ledger, waybillNumberId(logisticsCode, logisticsNo));
  const waybill = number && waybills.read(ledger, number.id);
  return waybill?.status === "live" ? waybill.id : undefined;
}

/** Adds a parcel to those of a waybill, if there is room. */
function noteUnder(
  ledger: Ledger,
  waybill: Uint8Array,
  at: { readonly batch: Uint8Array; readonly place: number },
): boolean {
  const before = packedUnder.read(ledger, waybill)?.parcels ?? [];
  if (before.length >= PACKED_MAX) return false;
  packedUnder.write(ledger, { parcels: [...before, at] }, waybill);
  return true;
}
