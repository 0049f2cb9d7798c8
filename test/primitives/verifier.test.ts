import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";

import { fromHex, utf8 } from "../../src/primitives/bytes.ts";
import { hashPairs, sha256 } from "../../src/primitives/hasher.ts";
import { portableVerifier, verifySignature } from "../../src/primitives/verifier.ts";
import { installNative } from "../../src/node/native.ts";
import { testKey } from "../keys.ts";

// Goal: the native verifier and the portable one decide alike, also where libraries are known to differ.

const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const key = testKey("alice");
const message = sha256(utf8("message"));
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

const cases: (readonly [string, boolean, Uint8Array, Uint8Array])[] = [
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

installNative();

describe("native and portable verification agree", () => {
  test.each(cases)("%s: %s", (_, valid, signature, publicKey) => {
    expect(portableVerifier.verify(signature, message, publicKey)).toBe(valid);
    expect(verifySignature(signature, message, publicKey)).toBe(valid);
  });

  test("on 200 random keys and messages", () => {
    for (let i = 0; i < 200; i++) {
      const seed = sha256(utf8(`seed ${i}`));
      const text = utf8(`text ${i}`);
      const signature = ed25519.sign(text, seed);
      expect(verifySignature(signature, text, ed25519.getPublicKey(seed))).toBe(true);
    }
  });
});

test("native hashing gives SHA-256's own test vectors (FIPS 180-4)", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(sha256(utf8("abc"))).toEqual(fromHex(abc));
  const pair = new Uint8Array(128).map((_, i) => i);
  const expected = [sha256(pair.slice(0, 64)), sha256(pair.slice(64))];
  expect(hashPairs(pair)).toEqual(Uint8Array.from(expected.flatMap((one) => [...one])));
});
