import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { answerTo, type Outcome } from "../../../../src/gateways/ceb/ledger/answers.ts";
import type { Gateway } from "../../../../src/gateways/ceb/ledger/gateway.ts";
import { MappingError } from "../../../../src/gateways/ceb/ledger/mapping-error.ts";
import {
  isMapped,
  listNumbersOf,
  operationsOf,
  peopleOf,
} from "../../../../src/gateways/ceb/ledger/operations-of.ts";
import {
  digitsOf,
  minorOf,
  quantityOf,
  timeOf,
} from "../../../../src/gateways/ceb/ledger/values.ts";
import { personalPaths } from "../../../../src/gateways/ceb/personal.ts";
import { type CebMessage, readCeb } from "../../../../src/gateways/ceb/read-ceb.ts";
import { parseJson } from "../../../../src/primitives/fields/codec.ts";
import type { Json } from "../../../../src/primitives/fields/field.ts";

// Goal: each message that an enterprise sends becomes the operations that it means, nothing of a person among them, and is answered.
// Method: the samples, without the ledger; keys and commitments are told apart by what they were asked for.

const samples = join(import.meta.dirname, "../samples");
const ID = "5e".repeat(32);
const gateway: Gateway = { personKey: () => ID, consignee: () => ID, listOf: () => ID };

const FITTING = [
  ["36.218", "36.21"],
  ["435.718", "435.71"],
  ["5.4509", "5.45"],
  ["65.3509", "65.35"],
  ["<ceb:payCode/>", "<ceb:payCode>4403960EX3</ceb:payCode>"],
] as const;

function messageIn(file: string): CebMessage {
  const text = readFileSync(join(samples, file), "utf8");
  // Samples have amounts of as many places as CEB takes, and may leave out what the ledger needs.
  const fitting = FITTING.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const read = readCeb(Buffer.from(fitting));
  if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.faults)}`);
  return read.message;
}
const files = readdirSync(samples).sort();
const all = files.map((file) => [file, messageIn(file)] as const);
const mapped = all.filter(([, { type }]) => isMapped(type));

describe("operations", () => {
  test.each(mapped)("of %s have bodies that the ledger takes", (_, message) => {
    for (const one of operationsOf(message, gateway)) {
      if (one instanceof MappingError) throw one;
      const parsed = parseJson(one.type.body, one.body);
      expect(parsed).toMatchObject({ ok: true });
      const { value } = parsed as unknown as { readonly value: never };
      expect(one.type.check({ source: new Uint8Array(20), body: value })).toBeUndefined();
    }
  });

  test.each(mapped)("of %s have nothing personal of it", (_, message) => {
    const bodies = JSON.stringify(
      operationsOf(message, gateway).map((one) => (one as { body: Json }).body),
    );
    const personal = valuesAt(message, personalPaths(message.type));
    for (const value of personal) expect(bodies, value).not.toContain(value);
  });

  test("there are for every type but arrival and departure of exports and master bills", () => {
    const others = all.filter(([, { type }]) => !isMapped(type));
    expect(others.map(([, { type }]) => type)).toEqual(["507", "509", "607"]);
    for (const [, message] of others) {
      expect(operationsOf(message, gateway)[0]).toMatchObject({ code: "TYPE_NOT_MAPPED" });
    }
  });

  test("ask for the people of orders and payments, and for lists by their numbers", () => {
    const asked = all.map(([, one]) => [one.type, peopleOf(one).length, listNumbersOf(one).length]);
    const who = asked
      .filter(([, people, lists]) => people !== 0 || lists !== 0)
      .map(([type]) => type);
    expect(new Set(who)).toEqual(new Set(["311", "411", "605", "623", "625", "701"]));
  });
});

test.each([
  ["an amount of three places", () => minorOf("1.005", "freight"), "AMOUNT_DECIMALS"],
  ["a quantity of six places", () => quantityOf("1.000001", "qty"), "QUANTITY_DECIMALS"],
])("%s is refused by name", (_, read, code) => {
  expect(read).toThrow(expect.objectContaining({ code }) as Error);
});

test("amounts, quantities and China's time are exact", () => {
  expect([minorOf("12", "a"), minorOf("0.5", "a"), minorOf("1.500", "a")]).toEqual([
    "1200",
    "50",
    "150",
  ]);
  expect([quantityOf("2", "q"), quantityOf("0.00001", "q")]).toEqual(["200000", "1"]);
  const timeMs = timeOf("20260105093012");
  expect(new Date(timeMs).toISOString()).toBe("2026-01-05T01:30:12.000Z");
  expect(digitsOf(timeMs)).toBe("20260105093012000");
});

describe("answers", () => {
  const outcomes: readonly (readonly [string, Outcome, string])[] = [
    ["a draft", { ok: true, isDraft: true }, "1"],
    ["a list that waits", { ok: true, isDraft: false, status: "pending", mismatches: [] }, "2"],
    ["a match", { ok: true, isDraft: false, status: "matched", mismatches: [] }, "3"],
    [
      "a mismatch",
      { ok: true, isDraft: false, status: "mismatched", mismatches: ["AMOUNT_PAID", "PAYER"] },
      "-10007",
    ],
    ["a refusal", { ok: false, code: "ANNUAL_LIMIT", hint: "By general trade." }, "-20000"],
  ];
  const list = mapped.find(([, { type }]) => type === "621")![1];
  test.each(outcomes)("to %s", (_, outcome, returnStatus) => {
    const { type, bytes } = answerTo(list as never, [outcome], timeOf("20260105093012"));
    expect(type).toBe("622");
    const text = Buffer.from(bytes).toString();
    expect(text).toContain(`<ceb:returnStatus>${returnStatus}</ceb:returnStatus>`);
    expect(text).toContain("<ceb:returnTime>20260105093012000</ceb:returnTime>");
  });

  test.each(mapped)("are written for %s, with its document's numbers", (_, message) => {
    const each = message.documents.map((): Outcome => ({ ok: true, isDraft: false }));
    const { bytes } = answerTo(message as never, each, 0);
    expect(Buffer.from(bytes).toString()).toContain(message.documents[0]!.head.guid);
  });
});

/** The texts at paths like "head.buyerName" and "lines.note" of every document. */
function valuesAt({ documents, baseTransfer }: CebMessage, paths: readonly string[]): string[] {
  const found: unknown[] = [];
  for (const path of paths) {
    const [where, name] = path.split(".") as [string, string];
    for (const document of documents as readonly Record<string, unknown>[]) {
      const parts = where === "baseTransfer" ? [baseTransfer] : [document[where] ?? []].flat();
      for (const part of parts) found.push((part as Record<string, unknown>)[name]);
    }
  }
  return found.filter((one): one is string => typeof one === "string" && one.length > 2);
}
