import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { UsedFile } from "../../../src/node/persons/used-file.ts";
import { answer, answerOf, question, topic } from "../../../src/node/persons/messages.ts";
import { evaluate } from "../../../src/persons/evaluate.ts";
import { regulatorKeyOf } from "../../../src/persons/regulator-key.ts";
import { decodeOwn, encode } from "../../../src/primitives/fields/codec.ts";
import type { PersonEvaluation } from "../../../src/rpc/person-evaluation.ts";
import { testKey } from "../../keys.ts";
import { blinding, NUMBERS } from "../../persons/numbers.ts";
import { Bureau, FIRST, key, REGULATOR, SECOND, STRANGER } from "./bureau.ts";

// Goal: members' nodes get person keys of the regulator's node, as many as each may have and nothing that is not under the registered
// key, whatever a peer sends and however often the regulator's node is started again (docs/domain section 0).
// Method: hosts on loopback over TLS, the real thread of the built program, the production ledger's state. 200 at once, 60 an hour.

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const other = regulatorKeyOf(testKey("another key").seed);

let bureau: Bureau;
beforeEach(async () => {
  bureau = await Bureau.create();
});
afterEach(() => bureau.remove());

async function startAll(): Promise<void> {
  for (const n of [REGULATOR, FIRST, SECOND]) await bureau.start(n);
  await bureau.connected(REGULATOR, FIRST, SECOND);
}

describe("a person key", () => {
  test("is the same from every member's node and from the regulator's own", async () => {
    await startAll();
    const all = [];
    for (const n of [FIRST, SECOND, REGULATOR]) all.push(await bureau.personKeys(n, ...NUMBERS));
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).toEqual(all[0]);
    expect(new Set(all[0]).size).toBe(2);
    expect(bureau.counts).toEqual({ evaluated: 6, refused: 0 });
  });

  test("is got from the node that the ledger names now", async () => {
    await startAll();
    const before = await bureau.personKeys(FIRST, NUMBERS[0]);
    await bureau.stop(SECOND);
    await bureau.start(SECOND, key);
    await bureau.connected(FIRST, SECOND);
    bureau.register(SECOND);
    await bureau.stop(REGULATOR);
    expect(await bureau.personKeys(FIRST, NUMBERS[0])).toEqual(before);
  });

  test("keeps nothing else of the node waiting", async () => {
    await startAll();
    await bureau.ask(FIRST, 1); // the thread is there
    let turns = 0;
    let isDone = false;
    const turn = (): void => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    expect((await bureau.ask(FIRST, 100)).code).toBe("OK");
    isDone = true;
    expect(turns).toBeGreaterThan(50);
  });
});

describe("a member", () => {
  test("gets as many as it may, then is told how long to wait, and others are not its concern", async () => {
    await startAll();
    for (const count of [100, 99, 1]) expect((await bureau.ask(FIRST, count)).code).toBe("OK");
    await limited(FIRST, 1, MINUTE_MS);
    await limited(FIRST, 100, 100 * MINUTE_MS);
    expect((await bureau.ask(SECOND, 100)).code).toBe("OK");
    bureau.aheadMs += 2 * MINUTE_MS;
    expect((await bureau.ask(FIRST, 2)).code).toBe("OK");
    await limited(FIRST, 1, MINUTE_MS);
    expect(bureau.counts).toEqual({ evaluated: 302, refused: 102 });
  });

  test("never has more than the burst, however long it waited", async () => {
    await startAll();
    bureau.aheadMs += 1_000 * HOUR_MS;
    await exhausted(FIRST);
    await limited(FIRST, 1, MINUTE_MS);
  });

  test("gains nothing by a restart of the regulator's node, nor by a clock that is set back", async () => {
    await startAll();
    await exhausted(FIRST);
    await bureau.stop(REGULATOR);
    bureau.aheadMs -= HOUR_MS;
    await bureau.start(REGULATOR);
    await bureau.connected(REGULATOR, FIRST);
    await limited(FIRST, 1, MINUTE_MS);
  });

  test("is limited on the regulator's own node too", async () => {
    await bureau.start(REGULATOR);
    await exhausted(REGULATOR);
    await limited(REGULATOR, 1, MINUTE_MS);
  });

  test("that asks for much at a time leaves the others their turn", async () => {
    await startAll();
    const many = Array.from({ length: 8 }, () => bureau.ask(FIRST, 10));
    const codes = (await Promise.all(many)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(["OK", "REGULATOR_BUSY"]));
    expect(codes.filter((code) => code === "OK").length).toBeGreaterThanOrEqual(4);
    expect((await bureau.ask(SECOND, 10)).code).toBe("OK");
  });

  async function exhausted(n: number): Promise<void> {
    for (const count of [100, 100]) expect((await bureau.ask(n, count)).code).toBe("OK");
  }

  async function limited(n: number, count: number, waitMs: number): Promise<void> {
    const said = await bureau.ask(n, count);
    expect(said.code).toBe("RATE_LIMITED");
    const { retryAfterMs } = said as Extract<PersonEvaluation, { retryAfterMs: number }>;
    expect(retryAfterMs).toBeLessThanOrEqual(waitMs);
    expect(retryAfterMs).toBeGreaterThan(waitMs - 30_000); // what came back while the test ran
  }
});

describe("what members have used", () => {
  test("is on disk before the answer, and is forgotten when it has come back", async () => {
    await startAll();
    await bureau.ask(FIRST, 30);
    expect(UsedFile.load(bureau.usedPath)).toMatchObject([
      { peerId: bureau.peerId(FIRST), used: 30 },
    ]);
    bureau.aheadMs += HOUR_MS;
    await bureau.ask(SECOND, 1);
    expect(UsedFile.load(bureau.usedPath)).toMatchObject([
      { peerId: bureau.peerId(SECOND), used: 1 },
    ]);
  });

  test("is not guessed from a damaged file", async () => {
    await bureau.start(REGULATOR);
    await bureau.ask(REGULATOR, 1);
    const text = readFileSync(bureau.usedPath, "utf8");
    for (const damaged of ["", text.slice(0, -3), text.replace(/"used":1/, '"used":-1')]) {
      writeFileSync(bureau.usedPath, damaged);
      expect(() => bureau.evaluator(key)).toThrow(/cannot be read/);
    }
  });
});

test("nothing is answered while the disk takes no note of it", async () => {
  const folder = dirname(bureau.usedPath);
  writeFileSync(folder, "a file in the folder's place");
  await startAll();
  expect(await bureau.ask(FIRST, 1)).toEqual({ code: "REGULATOR_REFUSED" });
  expect(bureau.counts.evaluated).toBe(0);
  rmSync(folder);
  expect((await bureau.ask(FIRST, 1)).code).toBe("OK");
});

describe("the asker refuses", () => {
  const someBlindings = NUMBERS.map(blinding);
  const good = evaluate(
    key,
    someBlindings.map(({ blinded }) => blinded),
  );

  test.each([
    ["another key's evaluations", (blinded: Uint8Array[]) => evaluate(other, blinded)],
    [
      "evaluations with another's proof",
      (blinded: Uint8Array[]) => ({ ...evaluate(key, blinded), proof: good.proof }),
    ],
    ["evaluations of another question", () => good],
  ])("%s", async (_, forge) => {
    await forging((body) => {
      const { blinded } = decodeOwn(question, body);
      const forged = { code: "OK" as const, publicKey: key.publicKey, ...forge([...blinded]) };
      return encode(answer, answerOf(forged)!);
    });
    await expect(bureau.personKeys(FIRST, ...NUMBERS)).rejects.toMatchObject({
      code: "PROOF_INVALID",
    });
  });

  test.each([
    [
      "fewer than it asked for",
      () =>
        encode(
          answer,
          answerOf({
            code: "OK",
            publicKey: key.publicKey,
            ...evaluate(key, [someBlindings[0]!.blinded]),
          })!,
        ),
    ],
    ["bytes that say nothing", () => Uint8Array.of(1, 2, 3)],
  ])("%s", async (_, forged) => {
    await forging(forged);
    expect((await bureau.ask(FIRST, 2)).code).toBe("REGULATOR_REFUSED");
  });

  /** A node in the regulator's place that answers as it likes. */
  async function forging(forge: (body: Uint8Array) => Uint8Array): Promise<void> {
    const host = await bureau.connect(REGULATOR);
    host.serve(topic, async (_from, body) => forge(body));
    await host.start();
    await bureau.start(FIRST);
    await bureau.connected(REGULATOR, FIRST);
  }
});

describe("the regulator's node refuses", () => {
  const blinded = blinding(NUMBERS[0]).blinded;

  test("what is no element, and says which, and it counts", async () => {
    await startAll();
    for (const bad of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
      expect(await bureau.evaluate(FIRST, [blinded, bad])).toEqual({
        code: "BAD_ELEMENT",
        index: 1,
      });
    }
    expect(bureau.counts).toEqual({ evaluated: 0, refused: 4 });
    expect(UsedFile.load(bureau.usedPath)).toMatchObject([
      { used: expect.closeTo(4, 0) as number },
    ]);
  });

  test("more than a hundred, none, and what is no question", async () => {
    await startAll();
    const whole = encode(question, {
      country: "CN",
      blinded: Array<Uint8Array>(100).fill(blinded),
    });
    const bodies = [
      Uint8Array.of(...whole, ...blinded),
      whole.subarray(0, whole.length - 100 * 32),
      new Uint8Array(),
      whole.subarray(1),
    ];
    const { host } = bureau.nodes[FIRST]!;
    for (const body of bodies) {
      const asked = host!.request(bureau.peerId(REGULATOR), topic, body, 5_000);
      await expect(asked).rejects.toMatchObject({ code: "PEER_REFUSED" });
    }
    expect(bureau.counts).toEqual({ evaluated: 0, refused: 0 });
  });

  test("who is on no member list, though its address was typed", async () => {
    await startAll();
    await bureau.start(STRANGER);
    await bureau.connected(REGULATOR, STRANGER);
    expect(await bureau.ask(STRANGER, 1)).toEqual({ code: "REGULATOR_REFUSED" });
  });

  test("to evaluate under another key than the ledger has, and under none", async () => {
    await bureau.start(FIRST);
    for (const secret of [other, null]) {
      await bureau.start(REGULATOR, secret);
      await bureau.connected(REGULATOR, FIRST);
      expect(await bureau.ask(FIRST, 1)).toEqual({ code: "REGULATOR_REFUSED" });
      expect(await bureau.ask(REGULATOR, 1)).toEqual({ code: "REGULATOR_REFUSED" });
      await bureau.stop(REGULATOR);
    }
  });
});

test("without the regulator's node, or without a key, a member's node says so", async () => {
  await bureau.start(FIRST);
  expect(await bureau.ask(FIRST, 1)).toEqual({ code: "REGULATOR_OFFLINE" });
  await bureau.start(REGULATOR);
  await bureau.connected(REGULATOR, FIRST);
  expect((await bureau.ask(FIRST, 1)).code).toBe("OK");
  const elsewhere = bureau.nodes[FIRST]!.persons!.evaluate("HK", [blinding(NUMBERS[0]).blinded]);
  expect(await elsewhere).toEqual({ code: "KEY_NOT_SET" });
});
