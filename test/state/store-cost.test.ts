import { expect, test } from "vitest";

import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { updateMap } from "../../src/state/authenticated-map/update.ts";
import { openForTest } from "./chain.ts";
import { installNative } from "../../src/node/native.ts";
import { createRandom } from "./random.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

// Goal: what one key update costs, all included, in blocks of 1,000 updates of random keys.
// Method: the real store with synced batches; mean of 20 blocks, and the fastest block for a machine that others use too. Prints; asserts nothing about time.
installNative();

const BLOCK = 1_000;
const BLOCKS = 20;

/** As long as a balance key: the length of keys is part of the cost. */
function keyOf(i: number): string {
  const id = toHex(sha256(utf8(String(i))));
  return `balance/${id.slice(0, 40)}/${id}`;
}

const valueOf = (i: number) => new Uint8Array(40).fill(i & 255);

for (const size of [10_000, 200_000]) {
  for (const warm of [true, false]) {
    test(
      `cost of an update among ${size} keys, ${warm ? "warm" : "cold"} caches`,
      { timeout: 120_000 },
      async () => {
        const directory = temporaryDirectory();
        const keys = Array.from({ length: size }, (_, i) => keyOf(i));
        let store = await openForTest(directory);
        for (let from = 0; from < size; from += 10_000) {
          const state = new Map(keys.slice(from, from + 10_000).map((key, i) => [key, valueOf(i)]));
          const { tree, nodes } = updateMap(store.tree, state);
          await store.commit({ state, nodes, tree, index: [] });
        }
        if (!warm) {
          await store.close();
          store = await openForTest(directory);
        }
        const random = createRandom(size);
        const spent = { read: 0, tree: 0, commit: 0, busy: 0 };
        let fastest = Infinity;
        for (let block = 1; block <= BLOCKS; block++) {
          const touched = new Set<string>();
          while (touched.size < BLOCK) touched.add(keys[random.below(size)]!);
          const loop = performance.eventLoopUtilization();
          const start = performance.now();
          for (const key of touched) store.get(key);
          const read = performance.now();
          const state = new Map([...touched].map((key) => [key, valueOf(block)]));
          const { tree, nodes } = updateMap(store.tree, state);
          const updated = performance.now();
          await store.commit({ state, nodes, tree, index: [] });
          const committed = performance.now();
          fastest = Math.min(fastest, committed - start);
          spent.busy += performance.eventLoopUtilization(loop).active;
          spent.read += read - start;
          spent.tree += updated - read;
          spent.commit += committed - updated;
        }
        const micros = (ms: number) => ((ms * 1_000) / (BLOCK * BLOCKS)).toFixed(1);
        const { read, tree, commit, busy } = spent;
        process.stdout.write(
          `${size} keys, ${warm ? "warm" : "cold"}: ${micros(read + tree + commit)} µs per update ` +
            `(read ${micros(read)}, tree ${micros(tree)}, ` +
            `commit ${micros(commit)}); event loop busy ${micros(busy)}; ` +
            `fastest block ${fastest.toFixed(1)} µs per update\n`,
        );
        expect((await store.verifyAll(store.tree.root)).values).toBe(size);
      },
    );
  }
}
