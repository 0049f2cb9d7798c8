import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { blind } from "../../src/persons/blind.ts";
import { evaluate } from "../../src/persons/evaluate.ts";
import { regulatorKeyOf } from "../../src/persons/regulator-key.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import type { PersonEvaluation } from "../../src/rpc/person-evaluation.ts";
import { keyOf } from "../rpc/test-node.ts";
import { Desk } from "./desk.ts";

// Goal: a person key comes of a number that nobody but the command sees, is the registered key's, and a mistake is named by its line.
// Method: commands as typed, over a real server and ledger; the regulator's node is played by its own function.

const desk = new Desk();
const key = regulatorKeyOf(keyOf("regulator-hk").secret);
const PEER_ID = "12D3KooWNKpxHTXX5cBtPu6zZm9RzPw1vQTNETpyHn9C3uAwEYnL";
const [FIRST, SECOND] = ["11010519491231002X", "440524188001010014"];
/** What the node was asked, in hexadecimal. */
let asked: string[][] = [];

beforeAll(() => desk.keys("regulator-hk", "alice"));
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.open([["regulator-hk", "regulator"]], 8);
  asked = [];
  answering((blinded) => ({ code: "OK", publicKey: key.publicKey, ...evaluate(key, blinded) }));
});

function answering(answer: (blinded: readonly Uint8Array[]) => PersonEvaluation): void {
  desk.node.evaluatePersons = async (_country, blinded) => {
    asked.push(blinded.map((one) => toHex(one)));
    return answer(blinded);
  };
}

const set = (file = "regulator-hk") =>
  ["customs", "set-person-key", file, "--peer-id", PEER_ID] as const;

function keysOf(text: string, ...more: readonly string[]): string[] {
  const file = join(desk.home, "numbers.txt");
  writeFileSync(file, text);
  return ["customs", "person-key", "--type", "CN-ID", "--file", file, "--country", "HK", ...more];
}

describe("customs set-person-key", () => {
  test("registers the key that a key file makes, for good", async () => {
    await desk.say(set(), "regulator-hk");
    const params = { country: "HK" };
    const found = await fetch(desk.rpc, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "customs_personKey", params }),
    });
    const { result } = (await found.json()) as { result: object };
    expect(result).toMatchObject({ publicKey: toHex(key.publicKey), peerId: PEER_ID });
    expect(await desk.refusal(set("alice"), "regulator-hk")).toEqual(["KEY_FIXED", 1]);
    expect(await desk.refusal(set(), "alice")).toEqual(["ROLE_NOT_ALLOWED", 1]);
  });
});

describe("customs person-key", () => {
  beforeEach(async () => {
    await desk.say(set(), "regulator-hk");
  });

  test("gives a key for each number, in their order, alike for all spellings", async () => {
    const text = `${FIRST}\n${SECOND}\r\n110105 19491231 002x\n\n`;
    const lines = (await desk.say(keysOf(text))).trim().split("\n");
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe(lines[0]);
    expect(lines[1]).not.toBe(lines[0]);
    expect(await desk.json(keysOf(text))).toEqual({
      ...{ country: "HK", publicKey: toHex(key.publicKey), personKeys: lines },
    });
  });

  test("asks a hundred at a time, and never twice the same", async () => {
    await desk.say(keysOf(`${FIRST}\n`.repeat(201)));
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 1]);
    expect(new Set(asked.flat()).size).toBe(201);
  });

  test("names the lines that are no numbers, before anything is asked, and repeats none of them", async () => {
    const wrong = "110105194912310021";
    const said = await desk.type(keysOf(`${FIRST}\n${wrong}\n12345\n`));
    expect(said.status).toBe(2);
    expect(said.error).toContain("NUMBER_CHECK");
    expect(said.error).toContain("line 2 (NUMBER_CHECK), 3 (NUMBER_LENGTH)");
    for (const text of [said.out, said.error]) expect(text).not.toContain(wrong.slice(0, 12));
    expect(asked).toEqual([]);
  });

  test.each([
    ["an empty line between others", `${FIRST}\n\n${SECOND}\n`, [], ["NUMBER_LENGTH", 2]],
    ["an empty file", "", [], ["NUMBER_LENGTH", 2]],
    ["a type that is none", FIRST, ["--type", "CN-CARD"], ["UNKNOWN_DOCUMENT_TYPE", 2]],
    ["a file that is not there", FIRST, ["--file", "none.txt"], ["FILE_UNREADABLE", 2]],
    ["a number in the arguments", FIRST, [SECOND], ["USAGE", 2]],
    ["more lines than it takes", `${FIRST}\n`.repeat(10_001), [], ["TOO_MANY_NUMBERS", 2]],
    ["a country without a key", FIRST, ["--country", "CN"], ["KEY_NOT_SET", 1]],
  ] as const)("refuses %s", async (_, text, more, refusal) => {
    expect(await desk.refusal(keysOf(text, ...more))).toEqual(refusal);
    expect(asked).toEqual([]);
  });

  test("takes nothing that was not evaluated under the registered key", async () => {
    const other = regulatorKeyOf(keyOf("alice").secret);
    answering((blinded) => ({
      code: "OK",
      publicKey: other.publicKey,
      ...evaluate(other, blinded),
    }));
    expect(await desk.refusal(keysOf(FIRST))).toEqual(["PROOF_INVALID", 1]);
    const elsewhere = blind(new Uint8Array(1)).blinded;
    answering(() => ({ code: "OK", publicKey: key.publicKey, ...evaluate(key, [elsewhere]) }));
    expect(await desk.refusal(keysOf(FIRST))).toEqual(["PROOF_INVALID", 1]);
  });

  test("waits as long as the regulator's node says, and with --no-wait says so instead", async () => {
    const limited = { code: "RATE_LIMITED", retryAfterMs: 100 } as const;
    answering((blinded) =>
      asked.length < 3
        ? limited
        : { code: "OK", publicKey: key.publicKey, ...evaluate(key, blinded) },
    );
    const { status, out, error } = await desk.type(keysOf(FIRST));
    expect(status).toBe(0);
    expect(out).toMatch(/^[0-9a-f]{64}\n$/);
    expect(error).toBe("RATE_LIMITED: again in 1 s\n".repeat(2));
    answering(() => limited);
    expect(await desk.refusal(keysOf(FIRST, "--no-wait"))).toEqual(["RATE_LIMITED", 1]);
  });

  test("says what the node says", async () => {
    answering(() => ({ code: "REGULATOR_OFFLINE" }));
    expect(await desk.refusal(keysOf(FIRST))).toEqual(["REGULATOR_OFFLINE", 1]);
  });
});
