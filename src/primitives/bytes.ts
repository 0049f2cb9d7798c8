/**
 * Byte arrays: hexadecimal text, comparison, joining.
 *
 * Everything here is portable: no Node.js Buffer, so that a browser or an offline verifier can use it.
 */

/** Texts of so many letters, most of which are plain ASCII, are encoded here: the encoder's call alone takes longer. */
const SHORT = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const DIGITS = utf8("0123456789abcdef");

/** So many bytes become text in one call, whose arguments lie on the stack. */
const HEX_CHUNK = 64;

/** The characters of a text while it is made, by the number of bytes: a new array each time was half of the garbage. */
const codesOf: number[][] = [];

/** Lower-case hexadecimal without prefix. Maps are keyed by it, so it is made flat, not joined from pieces. */
export function toHex(bytes: Uint8Array): string {
  const { length } = bytes;
  if (length > HEX_CHUNK) return toHexInChunks(bytes);
  const codes = (codesOf[length] ??= new Array<number>(2 * length).fill(0));
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]!;
    codes[2 * i] = DIGITS[byte >> 4]!;
    codes[2 * i + 1] = DIGITS[byte & 15]!;
  }
  return String.fromCharCode(...codes);
}

function toHexInChunks(bytes: Uint8Array): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += HEX_CHUNK) {
    text += toHex(bytes.subarray(from, from + HEX_CHUNK));
  }
  return text;
}

/** Parses lower-case hexadecimal; undefined if it is anything else (upper case and a 0x prefix included). */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexDigit(text.charCodeAt(2 * i));
    const low = hexDigit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[i] = high * 16 + low;
  }
  return bytes;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48; // 0-9
  if (code >= 97 && code <= 102) return code - 87; // a-f
  return -1;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Lexicographic order, shorter first on a tie: negative, zero or positive like a sort callback. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  if (text.length > SHORT) return encoder.encode(text);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return encoder.encode(text);
    bytes[at] = unit;
  }
  return bytes;
}

/** The text of UTF-8 bytes; undefined if they are not valid UTF-8. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined; // the fatal decoder's only failure is bytes that are not UTF-8
  }
}
