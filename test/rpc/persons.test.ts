import { beforeEach, describe, expect, test } from "vitest";

import { evaluate } from "../../src/persons/evaluate.ts";
import { regulatorKeyOf } from "../../src/persons/regulator-key.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import type { PersonEvaluation } from "../../src/rpc/person-evaluation.ts";
import { testKey } from "../keys.ts";
import { blinding, NUMBERS } from "../persons/numbers.ts";
import { ask, result, start } from "./harness.ts";
import { regulatedGenesis } from "./regulated.ts";
import { operation, TestNode } from "./test-node.ts";

// Goal: whoever can blind gets evaluations and the key to verify them with over JSON-RPC, and hears what to do where it gets none.
// Method: the real server; in the regulator's place each answer that its node gives.

const PEER_ID = "12D3KooWNKpxHTXX5cBtPu6zZm9RzPw1vQTNETpyHn9C3uAwEYnL";
const key = regulatorKeyOf(testKey("person keys").seed);
const blinded = NUMBERS.map((one) => toHex(blinding(one).blinded));

let node: TestNode;
let url: string;
beforeEach(async () => {
  node = new TestNode({ ...regulatedGenesis(), protocolVersion: 8 });
  ({ url } = await start({ node }));
});

test("customs_personKey is null until the regulator has set one", async () => {
  expect(await result(url, "customs_personKey", { country: "CN" })).toBeNull();
  const body = { publicKey: key.publicKey, peerId: PEER_ID };
  node.submit(node.sign("safe-cn", [operation("customs.person-key.set", body)]));
  node.commit();
  expect(await result(url, "customs_personKey", { country: "CN" })).toMatchObject({
    ...{ country: "CN", version: 1, publicKey: toHex(key.publicKey), peerId: PEER_ID, height: 1 },
  });
});

describe("customs_evaluate", () => {
  const evaluation = (params: Json = { country: "CN", blinded }) =>
    ask(url, "customs_evaluate", params);

  test("gives evaluated elements, their proof, and the key", async () => {
    const asked: string[] = [];
    node.evaluatePersons = async (country, elements) => {
      asked.push(country);
      return { code: "OK", publicKey: key.publicKey, ...evaluate(key, elements) };
    };
    const { result: given } = await evaluation();
    expect(given).toEqual({
      publicKey: toHex(key.publicKey),
      evaluated: [expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)],
      proof: expect.stringMatching(/^[0-9a-f]{128}$/) as string,
    });
    expect(asked).toEqual(["CN"]);
  });

  const refusals: readonly (readonly [PersonEvaluation, object])[] = [
    [{ code: "KEY_NOT_SET" }, {}],
    [{ code: "REGULATOR_OFFLINE" }, {}],
    [{ code: "REGULATOR_REFUSED" }, {}],
    [{ code: "REGULATOR_BUSY", retryAfterMs: 1_000 }, { retryAfterMs: 1_000 }],
    [{ code: "RATE_LIMITED", retryAfterMs: 61_000 }, { retryAfterMs: 61_000 }],
    [{ code: "BAD_ELEMENT", index: 1 }, { index: 1 }],
  ];
  test.each(refusals)("says %j", async (said, data) => {
    node.evaluatePersons = async () => said;
    const { error } = await evaluation();
    expect(error?.data).toMatchObject({ code: said.code, ...data });
    expect(error?.data.hint.length).toBeGreaterThan(20);
  });

  test.each([
    ["none", { country: "CN", blinded: [] }],
    ["more than a hundred", { country: "CN", blinded: Array<string>(101).fill(blinded[0]!) }],
    ["half an element", { country: "CN", blinded: [blinded[0]!.slice(1)] }],
    ["a number in the clear", { country: "CN", blinded: [NUMBERS[0]] }],
    ["no country", { blinded }],
    ["a country that is none", { country: "China", blinded }],
  ])("refuses %s", async (_, params) => {
    const { error } = await evaluation(params);
    expect(error?.data.code).toBe("INVALID_PARAMS");
  });
});
