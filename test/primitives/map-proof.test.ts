import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { concatBytes, equalBytes, toHex, utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import {
  bucketHash,
  decodeMapProof,
  encodeMapProof,
  isBucket,
  verifyMapProof,
} from "../../src/primitives/map-proof.ts";
import type { MapProof } from "../../src/primitives/map-proof.ts";
import { byteStrings, CASES } from "../byte-strings.ts";
import { proveKey } from "../../src/state/authenticated-map/prove.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import { emptyTree } from "../memory-tree.ts";

function mapOf(size: number) {
  const content = new Map(Array.from({ length: size }, (_, i) => [`key/${i}`, utf8(`value ${i}`)]));
  const { tree } = updateMap(emptyTree(), content);
  return { content, root: tree.root, tree };
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

const sizes = [0, 1, 16, 17, 40, 300, 5_000];

describe("proofs", () => {
  for (const size of sizes) {
    test(`presence and absence in a map of ${size}`, () => {
      const { content, root, tree } = mapOf(size);
      for (const [key, value] of [...content].slice(0, 300)) {
        const proof = proveKey(tree, key);
        expect(verifyMapProof(root, key, value, proof)).toBe(true);
        expect(verifyMapProof(root, key, undefined, proof)).toBe(false);
        expect(verifyMapProof(root, key, utf8("another"), proof)).toBe(false);
        expect(verifyMapProof(root, `${key}x`, value, proof)).toBe(false);
      }
      for (let i = 0; i < 100; i++) {
        const proof = proveKey(tree, `absent/${i}`);
        expect(verifyMapProof(root, `absent/${i}`, undefined, proof)).toBe(true);
        expect(verifyMapProof(root, `absent/${i}`, utf8(""), proof)).toBe(false);
      }
    });

    test(`every bit of a proof in a map of ${size} matters`, () => {
      const { content, root, tree } = mapOf(size);
      const cases: [string, Uint8Array | undefined][] = [["absent", undefined]];
      for (const [key, value] of [...content].slice(0, 2)) cases.push([key, value]);
      for (const [key, value] of cases) {
        const encoded = encodeMapProof(proveKey(tree, key));
        expect(verifyMapProof(root, key, value, decodeMapProof(encoded)!)).toBe(true);
        for (let bit = 0; bit < encoded.length * 8; bit++) {
          const changed = decodeMapProof(flipped(encoded, bit));
          const accepted = changed !== undefined && verifyMapProof(root, key, value, changed);
          expect(accepted, `bit ${bit}`).toBe(false);
        }
        for (let bit = 0; bit < 256; bit++) {
          const proof = decodeMapProof(encoded)!;
          expect(verifyMapProof(flipped(root, bit), key, value, proof)).toBe(false);
        }
      }
    });
  }

  test("encoding and decoding are inverse, and a truncated or longer encoding is refused", () => {
    const { root, tree } = mapOf(300);
    const encoded = encodeMapProof(proveKey(tree, "key/7"));
    expect(toHex(encodeMapProof(decodeMapProof(encoded)!))).toBe(toHex(encoded));
    const accepted = (bytes: Uint8Array) => {
      const proof = decodeMapProof(bytes);
      return proof !== undefined && verifyMapProof(root, "key/7", utf8("value 7"), proof);
    };
    for (let length = 0; length < encoded.length; length++) {
      expect(accepted(encoded.slice(0, length))).toBe(false);
    }
    expect(accepted(concatBytes(encoded, Uint8Array.of(0)))).toBe(false);
    expect(accepted(concatBytes(encoded, new Uint8Array(64)))).toBe(false);
  });

  test("shapes that are not canonical are refused even where their hash is right", () => {
    const pair = (key: string) => concatBytes(sha256(utf8(key)), sha256(utf8("v")));
    const sorted = Array.from({ length: 17 }, (_, i) => pair(`k${i}`)).sort((a, b) =>
      toHex(a) < toHex(b) ? -1 : 1,
    );
    const bucket = (pairs: readonly Uint8Array[], tag = 0) =>
      concatBytes(Uint8Array.of(tag), ...pairs);
    const accepted = (bytes: Uint8Array) =>
      verifyMapProof(bucketHash(bytes), "absent", undefined, { bucket: bytes, siblings: [] });
    expect(accepted(bucket(sorted.slice(0, 16)))).toBe(true);
    const refused: Record<string, Uint8Array> = {
      unsorted: bucket([sorted[1]!, sorted[0]!]),
      duplicate: bucket([sorted[0]!, sorted[0]!]),
      "17 pairs": bucket(sorted),
      "another tag": bucket(sorted.slice(0, 2), 1),
      "half a pair": bucket(sorted.slice(0, 2)).slice(0, -32),
      "no tag": new Uint8Array(0),
    };
    for (const [name, bytes] of Object.entries(refused)) {
      expect(isBucket(bytes), name).toBe(false);
      expect(accepted(bytes), name).toBe(false);
    }
  });

  test("a pair outside the path, or a sibling too few, too many or too short, is refused", () => {
    const { root, tree } = mapOf(300);
    const proof = proveKey(tree, "key/7");
    const value = utf8("value 7");
    const accepted = (changed: Partial<MapProof>) =>
      verifyMapProof(root, "key/7", value, { ...proof, ...changed });
    expect(accepted({})).toBe(true);
    expect(accepted({ siblings: proof.siblings.slice(1) })).toBe(false);
    expect(accepted({ siblings: proof.siblings.slice(4) })).toBe(false);
    expect(accepted({ siblings: [...proof.siblings, ...proof.siblings.slice(0, 4)] })).toBe(false);
    const short = proof.siblings.map((hash, i) => (i === 0 ? hash.slice(1) : hash));
    expect(accepted({ siblings: short })).toBe(false);
    const many = Array.from({ length: 4 * 65 }, () => new Uint8Array(32));
    expect(accepted({ siblings: many })).toBe(false);

    // An honest bucket of another path proves nothing about this key, though it hashes to the root along its own path.
    const other = proveKey(tree, "key/8");
    expect(verifyMapProof(root, "key/7", undefined, other)).toBe(false);
  });

  test(`${CASES} byte strings: no proof, or one with the same bytes that does not hold`, () => {
    const { root, tree } = mapOf(300);
    const sample = encodeMapProof(proveKey(tree, "key/7"));
    const wrong: string[] = [];
    for (const bytes of byteStrings(3, [sample])) {
      const proof = decodeMapProof(bytes);
      if (proof === undefined || equalBytes(bytes, sample)) continue;
      const isSame = equalBytes(encodeMapProof(proof), bytes);
      const holds = verifyMapProof(root, "key/7", utf8("value 7"), proof);
      if (!isSame || holds) wrong.push(toHex(bytes));
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test("any bucket with any siblings is never accepted and never throws", () => {
    const { root } = mapOf(300);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 1_100 }),
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }),
        (bucket, siblings) => {
          expect(verifyMapProof(root, "key/7", undefined, { bucket, siblings })).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("a mutated encoding that decodes, decodes to what encodes to it", () => {
    const { tree } = mapOf(40);
    const encoded = encodeMapProof(proveKey(tree, "key/7"));
    for (let bit = 0; bit < encoded.length * 8; bit++) {
      const bytes = flipped(encoded, bit);
      const proof = decodeMapProof(bytes);
      if (proof !== undefined) expect(toHex(encodeMapProof(proof))).toBe(toHex(bytes));
    }
  });
});
