import { createCipheriv, createDecipheriv } from "node:crypto";

/**
 * Chunks under one key, each sealed for its place by ChaCha20-Poly1305 (RFC 8439). A key serves one document, so that no place is
 * ever sealed with two contents.
 */
const ALGORITHM = "chacha20-poly1305";
export const TAG_BYTES = 16;

export function sealChunk(key: Uint8Array, place: number, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv(ALGORITHM, key, nonceOf(place), { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return new Uint8Array(sealed.buffer, sealed.byteOffset, sealed.length);
}

/** Undefined if it was not sealed with this key for this place. */
export function openChunk(
  key: Uint8Array,
  place: number,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, nonceOf(place), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    decipher.final();
    return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
  } catch {
    return undefined;
  }
}

function nonceOf(place: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, place);
  return nonce;
}
