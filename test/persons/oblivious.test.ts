import { describe, expect, test } from "vitest";

import { blind, type Blinding } from "../../src/persons/blind.ts";
import { evaluate } from "../../src/persons/evaluate.ts";
import { finalise } from "../../src/persons/finalise.ts";
import { PersonError } from "../../src/persons/person-error.ts";
import { personKeyOf } from "../../src/persons/person-key.ts";
import { regulatorKeyOf } from "../../src/persons/regulator-key.ts";
import { toHex, utf8 } from "../../src/primitives/bytes.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { isRistrettoElement } from "../../src/primitives/ristretto.ts";
import { inputOfNumber, NUMBERS } from "./numbers.ts";

// Goal: one person has one key under one regulator's key, whoever asks; nothing else is taken for it (docs/domain section 0).
// Method: the three steps as they run at a member and at the regulator, with everything that could be put in another's place.

const key = regulatorKeyOf(sha256(utf8("the regulator")));
const other = regulatorKeyOf(sha256(utf8("somebody else")));

const inputs = NUMBERS.map(inputOfNumber);
const blindedOf = (blindings: readonly Blinding[]) => blindings.map(({ blinded }) => blinded);

function keysOf(under = key): string[] {
  const blindings = inputs.map((input) => blind(input));
  const outputs = finalise(blindings, evaluate(under, blindedOf(blindings)), under.publicKey);
  return outputs.map((one) => toHex(personKeyOf(one)));
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PersonError) return error.code;
    throw error;
  }
  return "OK";
}

describe("a person key", () => {
  test("is the same whenever it is asked for, and another for another person and under another key", () => {
    const [first, second] = keysOf();
    expect(keysOf()).toEqual([first, second]);
    expect(new Set([...keysOf(), ...keysOf(other)]).size).toBe(4);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
  });

  test("stays what it was: for this key and these numbers, for ever", () => {
    expect(keysOf()).toEqual([
      "5da193e9ddc8189e9163685452a1f3782aff250a943ef09250cf7d6d3fe76233",
      "b47ab0a1cf9c0e859e1413ef1b0fffeb19c3b9c13d46090f68d224a0db3bcc12",
    ]);
  });

  test("needs a key file's seed and nothing else", () => {
    expect(regulatorKeyOf(sha256(utf8("the regulator")))).toEqual(key);
  });
});

test("two questions about one number have nothing in common", () => {
  const [a, b] = [blind(inputs[0]!), blind(inputs[0]!)];
  expect(toHex(a.blinded)).not.toBe(toHex(b.blinded));
  expect(toHex(a.blind)).not.toBe(toHex(b.blind));
});

describe("an answer is refused", () => {
  const blindings = inputs.map((input) => blind(input));
  const right = evaluate(key, blindedOf(blindings));
  const flipped = (bytes: Uint8Array, at: number) =>
    bytes.map((one, i) => (i === at ? one ^ 1 : one));
  const [one, two] = right.evaluated as [Uint8Array, Uint8Array];
  const ofOther = evaluate(other, blindedOf(blindings));
  test.each([
    ["another key's", ofOther],
    ["another key's with this one's proof", { ...ofOther, proof: right.proof }],
    ["one of the two of another key", { ...right, evaluated: [one, ofOther.evaluated[1]!] }],
    ["the two in another order", { ...right, evaluated: [two, one] }],
    ["one for two", { ...right, evaluated: [one] }],
    ["three for two", { ...right, evaluated: [one, two, two] }],
    ["none", { ...right, evaluated: [] }],
    ["the question as it was", { ...right, evaluated: blindedOf(blindings) }],
    ["the identity", { ...right, evaluated: [one, new Uint8Array(32)] }],
    ["what is no element", { ...right, evaluated: [one, new Uint8Array(32).fill(0xff)] }],
    ["with a proof that differs by a bit", { ...right, proof: flipped(right.proof, 3) }],
    ["with a proof that is cut off", { ...right, proof: right.proof.subarray(0, 63) }],
    ["with a scalar above the order", { ...right, proof: new Uint8Array(64).fill(0xff) }],
    ["without a proof", { ...right, proof: new Uint8Array() }],
  ])("%s", (_, answer) => {
    expect(codeOf(() => finalise(blindings, answer, key.publicKey))).toBe("PROOF_INVALID");
  });

  test("if it is checked against another key than the one it is of", () => {
    expect(codeOf(() => finalise(blindings, right, other.publicKey))).toBe("PROOF_INVALID");
  });
});

describe("a question is refused", () => {
  const good = blind(inputs[0]!).blinded;

  test.each([
    ["of none", [], "BATCH_SIZE"],
    ["of more than a hundred", Array<Uint8Array>(101).fill(good), "BATCH_SIZE"],
    ["with the identity", [good, new Uint8Array(32)], "BAD_ELEMENT"],
    ["with what is no element", [good, new Uint8Array(32).fill(0xff)], "BAD_ELEMENT"],
    [
      "with an odd one, which is not canonical",
      [good, Uint8Array.of(1, ...new Uint8Array(31))],
      "BAD_ELEMENT",
    ],
    ["with what is too short", [good, good.subarray(1)], "BAD_ELEMENT"],
  ] as const)("%s", (_, blinded, code) => {
    expect(codeOf(() => evaluate(key, blinded))).toBe(code);
  });

  test("and says which of them is no element", () => {
    try {
      evaluate(key, [good, good, new Uint8Array(32)]);
      expect.unreachable();
    } catch (error) {
      expect((error as PersonError).index).toBe(2);
    }
  });
});

test("the identity and encodings that are not canonical are no elements", () => {
  expect(isRistrettoElement(key.publicKey)).toBe(true);
  expect(isRistrettoElement(new Uint8Array(32))).toBe(false);
  expect(isRistrettoElement(new Uint8Array(32).fill(0xff))).toBe(false);
  expect(isRistrettoElement(new Uint8Array(31))).toBe(false);
});
