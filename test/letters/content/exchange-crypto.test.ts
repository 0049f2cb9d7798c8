import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { openChunk, sealChunk } from "../../../src/letters/exchange/chunk-cipher.ts";
import {
  CHUNK_BYTES,
  CHUNK_CLASSES,
  chunksOf,
  PACKAGE_BYTES_MAX,
} from "../../../src/letters/exchange/padding.ts";
import {
  exchangeKeyOf,
  open,
  passingKey,
  type Purpose,
  seal,
} from "../../../src/letters/exchange/suite.ts";
import { seedOf } from "./forms.ts";

// Goal: what one end seals only the other one opens, for the one purpose, and nobody later, whatever keys he gets hold of.
// Method: RFC 9180 by @hpke, every part changed in turn.

const about: Purpose = {
  what: "open",
  ...{ chainId: seedOf("chain"), letter: seedOf("letter"), commitment: seedOf("form") },
};
const [firm, bank, other] = await Promise.all(
  ["firm", "bank", "other"].map((one) => exchangeKeyOf(seedOf(one))),
);
const plain = new Uint8Array([1, 2, 3]);

describe("a sealed message", () => {
  test("opens at the other end, and both have one secret", async () => {
    const { bytes, secret } = await seal(firm!, bank!.publicKey, about, plain);
    expect(await open(bank!, firm!.publicKey, about, bytes)).toEqual({ plain, secret });
    expect(await seal(firm!, bank!.publicKey, about, plain)).not.toEqual({ bytes, secret });
  });

  test("opens for nobody else, from nobody else, and for nothing else", async () => {
    const { bytes } = await seal(firm!, bank!.publicKey, about, plain);
    const tries = [
      open(other!, firm!.publicKey, about, bytes),
      open(bank!, other!.publicKey, about, bytes),
      open(bank!, firm!.publicKey, { ...about, what: "receipt" }, bytes),
      open(bank!, firm!.publicKey, { ...about, chainId: seedOf("other chain") }, bytes),
      open(bank!, firm!.publicKey, { ...about, letter: seedOf("other letter") }, bytes),
      open(bank!, firm!.publicKey, { ...about, commitment: seedOf("other form") }, bytes),
      open(bank!, firm!.publicKey, about, bytes.subarray(0, 20)),
      open(bank!, firm!.publicKey, about, new Uint8Array()),
      open(bank!, new Uint8Array(32), about, bytes),
    ];
    expect(await Promise.all(tries)).toEqual(tries.map(() => undefined));
  });

  test("with any bit changed does not open [seed 7]", async () => {
    const { bytes } = await seal(firm!, bank!.publicKey, about, plain);
    const property = fc.asyncProperty(fc.nat(8 * bytes.length - 1), async (bit) => {
      const changed = bytes.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(await open(bank!, firm!.publicKey, about, changed)).toBeUndefined();
    });
    await fc.assert(property, { seed: 7, numRuns: 60 });
  });

  test("to a key that was forgotten opens with neither end's registered key: old traffic stays unreadable", async () => {
    const passing = await passingKey();
    const answer: Purpose = { ...about, what: "answer" };
    const { bytes } = await seal(firm!, passing.publicKey, answer, plain);
    expect((await open(passing, firm!.publicKey, answer, bytes))?.plain).toEqual(plain);
    for (const stolen of [firm!, bank!]) {
      for (const from of [firm!, bank!]) {
        expect(await open(stolen, from.publicKey, answer, bytes)).toBeUndefined();
      }
    }
  });
});

describe("a chunk", () => {
  const [key, content] = [seedOf("key"), new Uint8Array(1_000).fill(7)];

  test("opens at its place and at no other, with its key and no other, and unchanged", () => {
    const sealed = sealChunk(key, 3, content);
    expect(openChunk(key, 3, sealed)).toEqual(content);
    expect(openChunk(key, 4, sealed)).toBeUndefined();
    expect(openChunk(seedOf("other key"), 3, sealed)).toBeUndefined();
    expect(openChunk(key, 3, sealed.subarray(0, 15))).toBeUndefined();
    for (const at of [0, 999, 1_015]) {
      expect(
        openChunk(
          key,
          3,
          sealed.map((byte, i) => (i === at ? byte ^ 1 : byte)),
        ),
      ).toBeUndefined();
    }
  });
});

describe("sizes", () => {
  test("fall into six classes; the largest holds a letter with 20 MB of attachments and the longest form", () => {
    const sizes = [
      1,
      CHUNK_BYTES - 8,
      CHUNK_BYTES - 7,
      200_000,
      1e6,
      4e6,
      16e6,
      22 * 2 ** 20,
      PACKAGE_BYTES_MAX,
    ];
    expect(sizes.map(chunksOf)).toEqual([1, 1, 4, 4, 16, 64, 256, 384, 384]);
    expect(CHUNK_CLASSES).toHaveLength(6);
    expect(PACKAGE_BYTES_MAX).toBeGreaterThan((20 + 2) * 2 ** 20 + 1_000);
  });
});
