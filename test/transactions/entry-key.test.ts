import { expect, test } from "vitest";

import { toHex } from "../../src/primitives/bytes.ts";
import { entryKey, pairKey } from "../../src/transactions/entry-key.ts";
import { createRandom } from "../state/random.ts";

// Goal: a remembered key is never another entry's: mixing up two accounts would move somebody else's money.
// Method: byte strings that fall into few places of the memory, made and made again, against the text written anew.

test("keys are what their bytes say, however often places are taken over [seed 11]", () => {
  const random = createRandom(11);
  const single = entryKey("account");
  const pair = pairKey("balance");
  const ids = Array.from({ length: 200 }, () => {
    const id = random.bytes([0, 1, 2, 16, 20, 32][random.below(6)]!);
    if (id.length >= 2) id.set([random.below(2), random.below(4)], id.length - 2); // eight places
    return id;
  });
  const pick = () => ids[random.below(ids.length)]!;
  for (let i = 0; i < 20_000; i++) {
    const [first, second] = [pick(), pick()];
    expect(single(first)).toBe(`account/${toHex(first)}`);
    expect(pair(first, second)).toBe(`balance/${toHex(first)}/${toHex(second)}`);
  }
});

test("a byte string that is written into afterwards gives another key", () => {
  const key = entryKey("account");
  const id = Uint8Array.of(1, 2, 3, 4);
  expect(key(id)).toBe("account/01020304");
  id[0] = 9;
  expect(key(id)).toBe("account/09020304");
});
