import { ed25519 } from "@noble/curves/ed25519.js";
import { describe, expect, test } from "vitest";

import { fromHex, utf8 } from "../../src/primitives/bytes.ts";
import { hashPairs, sha256 } from "../../src/primitives/hasher.ts";
import { portableVerifier, verifySignature } from "../../src/primitives/verifier.ts";
import { installNative } from "../../src/node/native.ts";
import { cases, message } from "../signature-cases.ts";

// Goal: the native verifier and the portable one decide alike, also where libraries are known to differ.

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
