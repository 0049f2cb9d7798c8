import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";

import { LetterError } from "../../../src/letters/letter-error.ts";
import { commitmentOf } from "../../../src/letters/package/commitment.ts";
import { disclose, holds, readDisclosure } from "../../../src/letters/package/disclosure.ts";
import {
  describeAttachments,
  openPackage,
  writePackage,
} from "../../../src/letters/package/file.ts";
import { encodeManifest, readManifest } from "../../../src/letters/package/manifest.ts";
import { toHex, utf8 } from "../../../src/primitives/bytes.ts";
import type { Json } from "../../../src/primitives/fields/field.ts";
import { sha256 } from "../../../src/primitives/hasher.ts";
import { ITEMS } from "../../../src/transactions/letters/items.ts";
import { deposit, requestManifest, seedOf } from "./forms.ts";

// Goal: a commitment binds every byte of a letter and tells nothing of it; one item can be shown without the others; a file that
// was changed anywhere is noticed.
// Method: manifests with one thing changed, real files, bytes altered at random.

const SEED = 20_261_129;
const folder = mkdtempSync(join(tmpdir(), "portolan-letters-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string): string => join(folder, name);
const hex = (...given: Parameters<typeof requestManifest>): string =>
  toHex(commitmentOf(requestManifest(...given)));

async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return "OK";
  } catch (error) {
    if (!(error instanceof LetterError)) throw error;
    return error.code;
  }
}

describe("the commitment", () => {
  test("is the same for the same document and seed, and another for another seed", () => {
    expect(hex()).toBe(hex());
    expect(hex({}, { seed: "b" })).not.toBe(hex());
  });

  const items = (deposits: Json) => {
    const struck = Object.fromEntries(ITEMS.slice(0, 15).map((item) => [item, "struck"]));
    return { items: { ...struck, deposits } };
  };
  test.each([
    ["the number", { number: "2026-0002" }],
    ["the day", { asOf: "2025-12-30" }],
    ["a legal name", { entityName: "Other Ltd" }],
    ["whom it asks", { bank: "bank-hk" }],
    ["one digit of a balance", items({ rows: [{ ...deposit, balance: "1234567.88" }] })],
    ["a row more", items({ rows: [deposit, deposit] })],
    ["nothing asked, which is not the same as nothing there", items({ rows: [] })],
  ])("changes with %s", (_, changes) => {
    expect(hex(changes as never)).not.toBe(hex(items({ rows: [deposit] })));
    expect(hex(changes as never)).not.toBe(hex());
  });

  test("changes with every attachment: its name, its kind, its bytes", () => {
    const one = { name: "list.csv", mediaType: "text/csv", size: 3, sha256: sha256(utf8("abc")) };
    const variants = [
      ...[{}, { name: "list2.csv" }, { mediaType: "text/plain" }, { sha256: sha256(utf8("abd")) }],
    ].map((change) => hex({}, { attachments: [{ ...one, ...change }] }));
    expect(new Set([hex(), ...variants]).size).toBe(5);
  });

  test("cannot be guessed from a list of candidates: no leaf and no root is a hash of content alone", () => {
    const { items: parts } = requestManifest();
    const guesses = parts.flatMap(({ part }) => [
      toHex(sha256(part)),
      toHex(sha256(utf8("1234567.89"))),
    ]);
    const shown = JSON.stringify(disclose(requestManifest(), "guarantees"));
    for (const one of [...guesses, "1234567.89", toHex(seedOf("a"))]) {
      expect(shown.includes(one)).toBe(false);
      expect(hex().includes(one)).toBe(false);
    }
  });
});

describe("an item that is shown without the others", () => {
  test.each(["deposits", "guarantees", "loans"] as const)(
    "%s: it holds, and nothing else does",
    (item) => {
      const manifest = requestManifest();
      const commitment = commitmentOf(manifest);
      const shown = readDisclosure(disclose(manifest, item))!;
      expect(holds(commitment, shown)).toBe(true);
      expect(shown.part === undefined).toBe(item === "loans"); // that it was struck out is shown too
      expect(holds(commitmentOf(requestManifest({}, { seed: "b" })), shown)).toBe(false);
      expect(holds(commitment, { ...shown, part: new Uint8Array([1]) })).toBe(false);
      expect(holds(commitment, { ...shown, head: { ...shown.head, number: "2026-0009" } })).toBe(
        false,
      );
    },
  );

  test("the place of one item cannot be taken for another's, nor one salt for another", () => {
    const manifest = requestManifest();
    const [a, b] = (["deposits", "guarantees"] as const).map((one) =>
      readDisclosure(disclose(manifest, one))!,
    );
    expect(holds(commitmentOf(manifest), { ...a!, itemLeaf: b!.itemLeaf })).toBe(false);
    expect(holds(commitmentOf(manifest), { ...a!, item: "guarantees" })).toBe(false);
  });

  test("what is no disclosure is none", () => {
    const good = disclose(requestManifest(), "deposits") as Record<string, Json>;
    for (const bad of [null, [], {}, { ...good, part: { rows: 1 } }, { ...good, item: "x" }]) {
      expect(readDisclosure(bad)).toBeUndefined();
    }
  });
});

describe("a package on disk", () => {
  const list = path("list.csv");
  writeFileSync(list, "account,balance\n1,2\n");
  const empty = path("empty.pdf");
  writeFileSync(empty, "");

  async function written(name = "one.letter"): Promise<string> {
    const attachments = await describeAttachments([list, empty]);
    await writePackage(path(name), requestManifest({}, { attachments }), [list, empty]);
    return path(name);
  }

  test("is read as it was written, and readable by its owner alone", async () => {
    const file = await written();
    const opened = await openPackage(file);
    const attachments = await describeAttachments([list, empty]);
    expect(opened.manifest).toEqual(requestManifest({}, { attachments }));
    expect(opened.attachments.map(({ name, mediaType, size }) => [name, mediaType, size])).toEqual([
      ["list.csv", "text/csv", 20],
      ["empty.pdf", "application/pdf", 0],
    ]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test(`with any byte changed it is no letter, or another one [seed ${SEED}]`, async () => {
    const file = await written("whole.letter");
    const whole = new Uint8Array(readFileSync(file));
    const commitment = commitmentOf((await openPackage(file)).manifest);
    const changed = path("changed.letter");
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          writeFileSync(
            changed,
            whole.map((byte, i) => (i === at ? byte ^ by : byte)),
          );
          const code = await codeOf(async () => {
            expect(commitmentOf((await openPackage(changed)).manifest)).not.toEqual(commitment);
          });
          expect(["OK", "NOT_A_LETTER_FILE", "ATTACHMENT_DIFFERS"]).toContain(code);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });

  test.each([
    ["cut short", (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ["with more behind it", (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.from([0])])],
    ["empty", () => new Uint8Array()],
    ["cut within its start", (bytes: Uint8Array) => bytes.subarray(0, 20)],
  ])("%s it is no letter", async (_, damage) => {
    const file = await written("damaged.letter");
    writeFileSync(file, damage(new Uint8Array(readFileSync(file))));
    expect(await codeOf(() => openPackage(file))).toBe("NOT_A_LETTER_FILE");
  });

  test("a swapped attachment is noticed", async () => {
    const file = await written("swapped.letter");
    const bytes = readFileSync(file);
    bytes[bytes.length - 2]! ^= 1;
    writeFileSync(file, bytes);
    expect(await codeOf(() => openPackage(file))).toBe("ATTACHMENT_DIFFERS");
  });

  test("more than 20 MB, more than 14 files and two of one name are refused before anything is written", async () => {
    const large = path("large.pdf");
    writeFileSync(large, new Uint8Array(20 * 1024 * 1024));
    expect(await codeOf(() => describeAttachments([large]))).toBe("OK");
    expect(await codeOf(() => describeAttachments([large, list]))).toBe("ATTACHMENTS_TOO_LARGE");
    const many = Array<string>(15).fill(empty);
    expect(await codeOf(() => describeAttachments(many))).toBe("ATTACHMENTS_TOO_LARGE");
    expect(await codeOf(() => describeAttachments([list, list]))).toBe("ATTACHMENT_NAME");
  });

  test(`any bytes are a manifest that encodes to them, or none [seed ${SEED}]`, () => {
    const bytes = encodeManifest(requestManifest());
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 8 }), (at, put) => {
        const changed = bytes.slice();
        changed.set(put.subarray(0, bytes.length - at), at);
        const read = readManifest(changed);
        if (read.ok) expect(encodeManifest(read.manifest)).toEqual(changed);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
