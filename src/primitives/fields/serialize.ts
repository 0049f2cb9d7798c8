import type { Type } from "@chainsafe/ssz";

/** A run of bytes as the SSZ library writes to it. */
interface Target {
  readonly uint8Array: Uint8Array;
  readonly dataView: DataView;
}

/**
 * Values of up to this size share an array of SHARED_BYTES: each array of its own costs an allocation outside the JavaScript
 * heap, which together with its garbage collection was a quarter of the executor's time.
 */
const SMALL_BYTES = 2_048;
const SHARED_BYTES = 65_536;

let shared = target(SHARED_BYTES);
let used = 0;

/** The canonical bytes of a wire value. Small ones are views of a larger array: whoever keeps many for long copies them. */
export function serialize(ssz: Type<unknown>, wire: unknown): Uint8Array {
  const size = ssz.value_serializedSize(wire);
  if (size > SMALL_BYTES) return ssz.serialize(wire);
  if (used + size > SHARED_BYTES) {
    shared = target(SHARED_BYTES); // never written to twice: others hold views of the old one
    used = 0;
  }
  const from = used;
  used += size;
  ssz.value_serializeToBytes(shared, from, wire);
  return shared.uint8Array.subarray(from, used);
}

let scratch = target(SHARED_BYTES);

/** True if these are the canonical bytes of the wire value. */
export function serializesTo(ssz: Type<unknown>, wire: unknown, bytes: Uint8Array): boolean {
  const size = ssz.value_serializedSize(wire);
  if (size !== bytes.length) return false;
  if (size > scratch.uint8Array.length) scratch = target(size);
  const { uint8Array } = scratch;
  uint8Array.fill(0, 0, size);
  ssz.value_serializeToBytes(scratch, 0, wire);
  for (let i = 0; i < size; i++) if (uint8Array[i] !== bytes[i]) return false;
  return true;
}

function target(size: number): Target {
  const uint8Array = new Uint8Array(size);
  return { uint8Array, dataView: new DataView(uint8Array.buffer) };
}
