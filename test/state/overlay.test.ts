import { describe, expect, test } from "vitest";

import { Entry, ledgerLimits } from "../../src/state/ledger.ts";
import type { Key, LedgerReader } from "../../src/state/ledger.ts";
import { Overlay } from "../../src/state/overlay.ts";
import { createRandom } from "./random.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function readerOf(content: ReadonlyMap<Key, Uint8Array>): LedgerReader {
  return {
    get: (key) => content.get(key),
    entry: (key) => (content.has(key) ? Entry.of(content.get(key)!) : undefined),
    has: (key) => content.has(key),
  };
}

const base = readerOf(
  new Map([
    ["a", bytes("1")],
    ["b", bytes("2")],
  ]),
);

describe("overlay", () => {
  test("reads fall through, writes stay", () => {
    const overlay = new Overlay(base);
    overlay.put("a", bytes("9"));
    overlay.delete("b");
    overlay.put("c", bytes("3"));
    expect(overlay.get("a")).toEqual(bytes("9"));
    expect(overlay.get("b")).toBeUndefined();
    expect(overlay.has("b")).toBe(false);
    expect(overlay.has("c")).toBe(true);
    expect(base.get("a")).toEqual(bytes("1"));
    expect(base.has("c")).toBe(false);
    expect([...overlay.changes().keys()].sort()).toEqual(["a", "b", "c"]);
    expect(overlay.changes().get("b")).toBeUndefined();
  });

  test("an empty value is a value", () => {
    const overlay = new Overlay(base);
    overlay.put("a", new Uint8Array(0));
    expect(overlay.has("a")).toBe(true);
    expect(overlay.get("a")).toEqual(new Uint8Array(0));
  });

  test("a transaction that fails leaves nothing, one that succeeds leaves its last writes", () => {
    const block = new Overlay(base);
    const failed = new Overlay(block);
    failed.put("a", bytes("lost"));
    failed.discard();
    failed.applyTo(block);
    expect(failed.get("a")).toEqual(bytes("1"));
    expect(block.changes().size).toBe(0);

    const done = new Overlay(block);
    done.put("a", bytes("4"));
    done.delete("a");
    done.put("b", bytes("5"));
    done.applyTo(block);
    expect(block.get("a")).toBeUndefined();
    expect(block.get("b")).toEqual(bytes("5"));
  });

  test("forks share a parent and do not see each other", () => {
    const parent = new Overlay(base);
    parent.put("p", bytes("parent"));
    const left = new Overlay(parent);
    const right = new Overlay(parent);
    left.put("a", bytes("left"));
    right.delete("p");
    expect(right.get("a")).toEqual(bytes("1"));
    expect(left.get("p")).toEqual(bytes("parent"));
    expect(right.has("p")).toBe(false);
  });

  test("after a rebase to what the parent became, every read is the same", () => {
    const content = new Map<Key, Uint8Array>([["a", bytes("1")]]);
    const store = readerOf(content);
    const parent = new Overlay(store);
    parent.put("a", bytes("2"));
    parent.put("b", bytes("3"));
    const child = new Overlay(parent);
    child.put("c", bytes("4"));
    for (const [key, value] of parent.changes()) if (value !== undefined) content.set(key, value);
    child.rebase(store);
    parent.discard();
    expect(["a", "b", "c"].map((key) => child.get(key))).toEqual(
      ["2", "3", "4"].map((text) => bytes(text)),
    );
  });

  test("keys and values out of bounds are a fault of the program", () => {
    const overlay = new Overlay(base);
    const longest = "k".repeat(ledgerLimits.keyLengthMax);
    overlay.put(longest, bytes("1"));
    for (const key of ["", `${longest}k`, "with space", "line\n", "accent é"]) {
      expect(() => overlay.put(key, bytes("1")), key).toThrow("broken promise");
      expect(() => overlay.delete(key), key).toThrow("broken promise");
    }
    const large = new Uint8Array(ledgerLimits.valueBytesMax + 1);
    expect(() => overlay.put("a", large)).toThrow("broken promise");
    overlay.put("a", large.subarray(1));
  });

  for (const seed of [1, 2, 3, 4, 5]) {
    test(`stacks of overlays read as one flat map [seed ${seed}]`, () => {
      const random = createRandom(seed);
      const flat = new Map<Key, Uint8Array>();
      let top = new Overlay(readerOf(new Map()));
      for (let step = 0; step < 2_000; step++) {
        const key = `k${random.below(40)}`;
        const action = random.below(10);
        if (action === 0) top = new Overlay(top);
        else if (action < 4) {
          top.delete(key);
          flat.delete(key);
        } else {
          const value = random.bytes(random.below(4));
          top.put(key, value);
          flat.set(key, value);
        }
        expect(top.get(key)).toEqual(flat.get(key));
      }
      for (let i = 0; i < 40; i++) expect(top.get(`k${i}`)).toEqual(flat.get(`k${i}`));
    });
  }
});

// Goal: a value is decoded and encoded at most once, and never shows anything but its own bytes.
describe("entries", () => {
  const counted = () => {
    const calls = { encode: 0, decode: 0 };
    const codec = {
      encode: (value: { text: string }) => (calls.encode++, bytes(value.text)),
      decode: (from: Uint8Array) => (calls.decode++, { text: new TextDecoder().decode(from) }),
    };
    return { calls, codec };
  };

  test("what is written is encoded when its bytes are wanted, once", () => {
    const { calls, codec } = counted();
    const overlay = new Overlay(base);
    for (const text of ["1", "2", "3"]) overlay.put("a", Entry.holding({ text }, codec));
    expect(overlay.entry("a")!.meaning(codec)).toEqual({ text: "3" });
    expect(calls).toEqual({ encode: 0, decode: 0 });
    expect(overlay.get("a")).toEqual(bytes("3"));
    expect(overlay.changes().get("a")).toEqual(bytes("3"));
    expect(calls).toEqual({ encode: 1, decode: 0 });
  });

  test("bytes are decoded once, and again by another codec", () => {
    const { calls, codec } = counted();
    const entry = Entry.of(bytes("x"));
    for (let i = 0; i < 3; i++) expect(entry.meaning(codec)).toEqual({ text: "x" });
    expect(calls).toEqual({ encode: 0, decode: 1 });
    const length = {
      encode: (n: number) => new Uint8Array(n),
      decode: (b: Uint8Array) => b.length,
    };
    expect(entry.meaning(length)).toBe(1);
    expect(entry.bytes()).toEqual(bytes("x"));
  });

  test("a value that is too large is refused when its bytes are made", () => {
    const { codec } = counted();
    const overlay = new Overlay(base);
    overlay.put("a", Entry.holding({ text: "x".repeat(ledgerLimits.valueBytesMax + 1) }, codec));
    expect(() => overlay.changes()).toThrow("broken promise");
  });
});
