import { concatBytes, equalBytes } from "../primitives/bytes.ts";
import { domainHash } from "../primitives/hasher.ts";
import { decodeRecord, encodeRecord, type JournalRecord } from "./journal-entry.ts";

/**
 * The journal's bytes (C8): frames of magic, length, the offset known to be synced when the frame was written, a
 * checksum, and one record.
 *
 * The synced offset tells a torn tail from damage. What a crash may tear was never synced, so no vote that rests on it
 * left: it is cut. A bad frame below an offset that a later frame calls synced is damage: votes may be lost that peers
 * hold.
 */
const MAGIC = Uint8Array.of(0x70, 0x74, 0x6c, 0x6a);
const HEADER_BYTES = 24;
const CHECKSUM_BYTES = 8;
const checksum = domainHash("portolan journal frame 1");

/** One frame, ready to append. `syncedBytes` is how much of this journal is known to be on disk. */
export function encodeFrame(record: JournalRecord, syncedBytes: number): Uint8Array {
  const payload = encodeRecord(record);
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  frame.set(MAGIC);
  const view = new DataView(frame.buffer);
  view.setUint32(4, payload.length);
  view.setBigUint64(8, BigInt(syncedBytes));
  frame.set(payload, HEADER_BYTES);
  frame.set(frameChecksum(frame), 16);
  return frame;
}

function frameChecksum(frame: Uint8Array): Uint8Array {
  const covered = concatBytes(frame.subarray(4, 16), frame.subarray(HEADER_BYTES));
  return checksum(covered).subarray(0, CHECKSUM_BYTES);
}

/** A journal of these records alone: to begin one, or to replace one that a commit covers. */
export function encodeJournal(records: readonly JournalRecord[]): Uint8Array {
  return concatBytes(...records.map((record) => encodeFrame(record, 0)));
}

/** The first journal of a validator's key: made together with the key, and never again. */
export function emptyJournal(chainId: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return encodeJournal([{ kind: "owner", chainId, publicKey }]);
}

export type Replayed =
  /** The records in order, and how many bytes they take: what follows is a torn tail, to be cut. */
  | { readonly ok: true; readonly records: readonly JournalRecord[]; readonly bytes: number }
  /** The records are what could still be read: certificates and blocks among them are as good as a peer's. */
  | { readonly ok: false; readonly records: readonly JournalRecord[]; readonly damage: string };

/** Reads a journal. Never throws, whatever the bytes. */
export function replay(bytes: Uint8Array): Replayed {
  const records: JournalRecord[] = [];
  let at = 0;
  for (;;) {
    const frame = frameAt(bytes, at);
    if (frame === undefined) break;
    if (frame.syncedBytes > at) return damaged(records, `frame at ${at} promises later bytes`);
    records.push(frame.record);
    at = frame.end;
  }
  const synced = syncedAfter(bytes, at);
  if (synced > at) return damaged(records, `bytes from ${at} on are damaged`);
  if (records[0]?.kind !== "owner") return damaged(records, "it does not begin with its owner");
  return { ok: true, records, bytes: at };
}

function damaged(records: readonly JournalRecord[], damage: string): Replayed {
  return { ok: false, records, damage };
}

interface Frame {
  readonly record: JournalRecord;
  readonly syncedBytes: number;
  readonly end: number;
}

function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  if (bytes.length - at < HEADER_BYTES) return undefined;
  for (let i = 0; i < MAGIC.length; i++) if (bytes[at + i] !== MAGIC[i]) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = at + HEADER_BYTES + view.getUint32(at + 4);
  if (end > bytes.length) return undefined;
  const frame = bytes.subarray(at, end);
  if (!equalBytes(frameChecksum(frame), frame.subarray(16, HEADER_BYTES))) return undefined;
  const record = decodeRecord(frame.subarray(HEADER_BYTES));
  if (record === undefined) return undefined;
  return { record, syncedBytes: Number(view.getBigUint64(at + 8)), end };
}

/** The furthest offset that any whole frame behind `at` calls synced. Runs only where a journal ends badly. */
function syncedAfter(bytes: Uint8Array, at: number): number {
  let synced = 0;
  for (let i = at + 1; i + HEADER_BYTES <= bytes.length; i++) {
    if (bytes[i] !== MAGIC[0]) continue;
    const frame = frameAt(bytes, i);
    if (frame === undefined) continue;
    if (frame.syncedBytes > synced) synced = frame.syncedBytes;
    i = frame.end - 1;
  }
  return synced;
}
