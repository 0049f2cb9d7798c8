import { expect, test } from "vitest";

import { ASSET_CODE, ASSET_CODE_BYTES, assetId, isAssetId } from "../../src/primitives/asset-id.ts";
import { createRandom } from "../state/random.ts";

// Goal: the check of an asset's bytes accepts exactly what the pattern of its text accepts, padded with zeros.

const issuer = new Uint8Array(20).fill(7);

test("bytes are an asset exactly if their code fits the pattern [seed 12]", () => {
  const random = createRandom(12);
  const alphabet = [0, 0, 0x2f, 0x30, 0x39, 0x3a, 0x40, 0x41, 0x5a, 0x5b, 0x61, 0xc1];
  let accepted = 0;
  for (let i = 0; i < 200_000; i++) {
    const length = random.below(ASSET_CODE_BYTES + 1);
    const id = assetId("", issuer);
    for (let at = 0; at < length; at++) {
      id[at] = random.below(3) > 0 ? 0x41 + random.below(26) : alphabet[random.below(12)]!;
    }
    const text = String.fromCharCode(...id.subarray(0, ASSET_CODE_BYTES)).replace(/\0+$/, "");
    const expected = ASSET_CODE.test(text);
    if (expected) accepted++;
    expect(isAssetId(id), text).toBe(expected);
  }
  expect(accepted).toBeGreaterThan(1_000);
});

test("an asset has 32 bytes", () => {
  const id = assetId("HKD", issuer);
  expect(isAssetId(id)).toBe(true);
  expect(isAssetId(id.subarray(1))).toBe(false);
  expect(isAssetId(Uint8Array.of(...id, 0))).toBe(false);
});
