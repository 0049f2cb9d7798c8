import { fromHex, utf8 } from "../src/primitives/bytes.ts";
import { sha256 } from "../src/primitives/hasher.ts";
import { testKey } from "./keys.ts";

// Signatures over one message that libraries are known to judge differently, and what libsodium says of each.

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const key = testKey("alice");
export const message = sha256(utf8("message"));
const good = key.sign(message);

/** Encodings of the eight points of small order, and non-canonical ones of them. */
const smallOrder = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "0100000000000000000000000000000000000000000000000000000000000080",
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
].map((hex) => fromHex(hex)!);

function withS(signature: Uint8Array, s: bigint): Uint8Array {
  const changed = signature.slice();
  for (let i = 0, rest = s; i < 32; i++, rest >>= 8n) changed[32 + i] = Number(rest & 255n);
  return changed;
}

function sOf(signature: Uint8Array): bigint {
  return signature.slice(32).reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n);
}

type Case = readonly [name: string, valid: boolean, signature: Uint8Array, publicKey: Uint8Array];

export const cases: Case[] = [
  ["a good signature", true, good, key.publicKey],
  ["one of another key", false, good, testKey("bob").publicKey],
  ["S + L, the malleable twin", false, withS(good, sOf(good) + L), key.publicKey],
  ["S = 0", false, withS(good, 0n), key.publicKey],
  ["63 bytes", false, good.slice(1), key.publicKey],
  ["a key of 31 bytes", false, good, key.publicKey.slice(1)],
  ["a key that is no point", false, good, new Uint8Array(32).fill(2)],
];
for (const [i, point] of smallOrder.entries()) {
  const withR = Uint8Array.from([...point, ...good.slice(32)]);
  const zeroS = withS(withR, 0n);
  cases.push([`small-order key ${i}`, false, good, point]);
  cases.push([`small-order R ${i}`, false, withR, key.publicKey]);
  cases.push([`small-order key and R ${i}, S = 0`, false, zeroS, point]);
}
for (let bit = 0; bit < 512; bit += 7) {
  const changed = good.slice();
  changed[bit >> 3]! ^= 1 << (bit & 7);
  cases.push([`bit ${bit} changed`, false, changed, key.publicKey]);
}
