import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { block, header } from "../../src/chain/block.ts";
import { transactionProof, stateProof } from "../../src/chain/proof/document.ts";
import { genesis } from "../../src/chain/genesis.ts";
import { receipt } from "../../src/chain/receipt.ts";
import { decodeTransaction, transactionBody } from "../../src/chain/transaction.ts";
import { certificate, vote } from "../../src/chain/vote.ts";
import { decode, encode, parseJson } from "../../src/primitives/fields/codec.ts";
import { equalBytes, fromHex, toHex } from "../../src/primitives/bytes.ts";
import type { Field } from "../../src/primitives/fields/field.ts";
import { field } from "../../src/primitives/fields/index.ts";
import { transactionBatch } from "../../src/node/transaction-batches.ts";
import { operationTypes } from "../../src/transactions/table.ts";
import { byteStrings, CASES } from "../byte-strings.ts";
import { testKey } from "../keys.ts";
import { payment, TestLedger } from "../ledger.ts";

const alice = testKey("alice");

/** Every decoder that bytes of a stranger can reach. */
const decoders: readonly (readonly [string, Field<unknown>])[] = [
  ["header", header],
  ["block", block],
  ["vote", vote],
  ["certificate", certificate],
  ["receipt", receipt],
  ["transaction body", transactionBody],
  ["genesis", genesis],
  ["transaction proof", transactionProof],
  ["state proof", stateProof],
  ["gossip batch", transactionBatch],
  ...operationTypes.map(({ name, body }) => [name, body] as const),
].map(([name, kind]) => [name as string, kind as unknown as Field<unknown>] as const);

describe("decoders", () => {
  const ledger = new TestLedger();
  const order = { type: "payment.transfer", body: payment(testKey("bob").account, 5n) };
  const sample = ledger.transaction([order], { by: [alice] });
  const samples = [
    sample.bytes,
    encode(transactionBody, sample.body),
    sample.body.operations[0]!.body,
    encode(genesis, ledger.genesis),
    encode(header, ledger.tree.head.header),
    encode(transactionBatch, [sample.bytes, sample.bytes]),
  ];

  /** Whatever an operation takes, seen as it is sent. */
  const vectors = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../docs/operations/vectors.json"), "utf8"),
  ) as { type: string; bytes: string }[];

  test.each(decoders)(
    `${CASES} byte strings into %s: an error or the same bytes again`,
    (name, kind) => {
      let accepted = 0;
      const changed: string[] = [];
      const own = vectors.find(({ type }) => type === name);
      const base = own === undefined ? samples : [fromHex(own.bytes)!];
      for (const bytes of byteStrings(42, base)) {
        const decoded = decode(kind, bytes);
        if (!decoded.ok) continue;
        accepted++;
        if (!equalBytes(encode(kind, decoded.value), bytes)) changed.push(toHex(bytes));
      }
      expect(changed).toEqual([]);
      if (own !== undefined) expect(accepted).toBeGreaterThan(0);
    },
    120_000,
  );

  test(`${CASES} byte strings into a signed transaction: an error or the same bytes again`, () => {
    let accepted = 0;
    for (const bytes of byteStrings(43, [sample.bytes])) {
      const decoded = decodeTransaction(bytes);
      if (!decoded.ok) continue;
      accepted++;
      expect(decoded.value.bytes).toBe(bytes);
    }
    expect(accepted).toBeGreaterThan(0); // a changed signature still decodes: that it is wrong is found later
  }, 120_000);
});

describe("a field refuses what SSZ would silently change", () => {
  test.each([
    ["2^64+5 as uint64", field.uint64(), 2n ** 64n + 5n],
    ["2^128+5 as uint128", field.uint128(), 2n ** 128n + 5n],
    ["19 bytes as an account", field.account(), new Uint8Array(19)],
    ["256 as uint8", field.uint(8), 256],
    ["2^53 as a count", field.count(), 2 ** 53],
    ["a version 1 UUID", field.uuid(), new Uint8Array(16)],
    ["a lone surrogate", field.text(10), "\ud800"],
    ["an escape sequence", field.text(10), "\u001b[2J"],
    ["three items in a list of two", field.list(field.uint(8), 2), [1, 2, 3]],
  ] as [string, Field<unknown>, unknown][])("%s", (_, kind, value) => {
    expect(() => encode(kind, value)).toThrow();
  });

  test("a 64-bit count above 2^53 on the wire is not its rounded neighbour", () => {
    const bytes = new Uint8Array(8).fill(0xff);
    expect(decode(field.count(), bytes).ok).toBe(false);
    expect(decode(field.count(), Uint8Array.of(1, 0, 0, 0, 0, 0, 0x20, 0)).ok).toBe(false);
  });
});

describe("JSON", () => {
  test("JSON → value → JSON is the identity for every genesis", () => {
    const json = genesis.toJson(new TestLedger().genesis);
    const parsed = parseJson(genesis, JSON.parse(JSON.stringify(json)));
    expect(parsed.ok && genesis.toJson(parsed.value)).toEqual(json);
  });

  test("any JSON into any field: a problem with a path, never an exception", () => {
    const kinds = decoders.map(([, kind]) => kind);
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(kinds.length - 1), (json, which) => {
        const parsed = parseJson(kinds[which]!, json);
        if (!parsed.ok) expect(parsed.problem.message.length).toBeGreaterThan(5);
      }),
      { numRuns: 5_000 },
    );
  });

  test("a misspelt name is refused, so that no optional field is lost silently", () => {
    const body = operationTypes.find(({ name }) => name === "asset.redeem")!.body;
    const parsed = parseJson(body, { amount: { asset: "x", minor: "1" }, refrence: "a" });
    expect(parsed).toMatchObject({ ok: false, problem: { path: "refrence" } });
  });
});
