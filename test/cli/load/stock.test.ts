import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Stock } from "../../../src/cli/load/stock.ts";
import { toHex } from "../../../src/primitives/bytes.ts";

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "portolan-stock-"))));
afterEach(() => rmSync(directory, { recursive: true }));

function payment(number: number, length: number) {
  const id = new Uint8Array(32).fill(number % 256);
  return { id, bytes: new Uint8Array(length).fill((number * 7) % 256) };
}

describe("a stock of signed transactions", () => {
  test("gives back what was put in, in order, over several chunks and whatever their lengths", () => {
    const stock = new Stock(join(directory, "load"));
    const lengths = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 60_000 : 350));
    const added = lengths.map((length, i) => payment(i, length));
    for (const one of added) stock.add(one);
    stock.flush();
    const expected = added.map(({ id, bytes }) => ({ id: toHex(id), hex: toHex(bytes) }));
    expect(stock.left).toBe(300);
    expect([...stock.take(1), ...stock.take(0), ...stock.take(298)]).toEqual(
      expected.slice(0, 299),
    );
    expect(stock.take(50)).toEqual(expected.slice(299));
    expect(stock.take(50)).toEqual([]);
    expect(stock.left).toBe(0);
    stock.remove();
  });

  test("the file is readable by its owner only, and is gone in the end", () => {
    const path = join(directory, "load");
    const stock = new Stock(path);
    expect(statSync(path).mode & 0o077).toBe(0);
    stock.remove();
    expect(existsSync(path)).toBe(false);
  });
});
