import { afterAll, describe, expect, test } from "vitest";

import type { Signature, Transaction } from "../../src/chain/transaction.ts";
import {
  checkHere,
  type CheckSignatures,
  SignatureThreads,
} from "../../src/node/signatures/checks.ts";
import { testKey } from "../keys.ts";
import "../native.ts";
import { cases, message } from "../signature-cases.ts";

// Goal: which thread checks a signature changes nothing about the verdict.
// Method: the real threads, of the built program, beside the event loop's own checks.

const threads = new SignatureThreads(
  new URL("../../dist/src/node/signatures/thread.js", import.meta.url),
);
afterAll(() => threads.stop());

const keys = Array.from({ length: 40 }, (_, i) => testKey(`signer ${i}`));
const good = keys.map((key) => ({ publicKey: key.publicKey, signature: key.sign(message) }));
const bad = good.map((one) => ({ ...one, signature: good[0]!.signature }));

/** Only what is signed and by whom: nothing else of a transaction is looked at. */
function signedBy(signatures: readonly Signature[]): Transaction {
  return { id: message, signatures } as Transaction;
}

const ways: readonly (readonly [string, CheckSignatures])[] = [
  ["in threads", threads.check],
  ["on the event loop", checkHere],
];

describe.each(ways)("signatures checked %s", (_, check) => {
  test("are judged as libsodium judges them, where libraries differ too", async () => {
    const sized = cases.filter(([, , one, key]) => one.length === 64 && key.length === 32);
    expect(sized.length).toBeGreaterThan(100);
    const verdicts = await check(
      sized.map(([, , signature, publicKey]) => signedBy([{ publicKey, signature }])),
    );
    expect(verdicts).toEqual(sized.map(([, valid]) => valid));
  });

  test("hold for a transaction if each of its own does, in the order of the transactions", async () => {
    const rows: readonly (readonly [Signature[], boolean])[] = [
      [good.slice(0, 1), true],
      [good.slice(0, 40), true],
      [[...good.slice(0, 39), bad[39]!], false],
      [[], true],
      [bad.slice(1, 2), false],
      [good.slice(3, 8), true],
    ];
    const verdicts = await check(rows.map(([signatures]) => signedBy(signatures)));
    expect(verdicts).toEqual(rows.map(([, holds]) => holds));
  });

  test("a hundred requests at a time are all answered, each its own", async () => {
    const requests = Array.from({ length: 100 }, (_, i) =>
      Array.from({ length: 16 }, (_, j) => signedBy([(i + j) % 3 === 0 ? bad[1]! : good[j]!])),
    );
    const answers = await Promise.all(requests.map(check));
    answers.forEach((verdicts, i) =>
      expect(verdicts).toEqual(verdicts.map((_, j) => (i + j) % 3 !== 0)),
    );
  });
});

test("what a thread was asked and did not answer fails when the node stops", async () => {
  const stopping = new SignatureThreads(
    new URL("../../dist/src/node/signatures/thread.js", import.meta.url),
  );
  const asked = stopping.check(good.map((one) => signedBy([one])));
  const outcome = expect(asked).rejects.toThrow();
  await stopping.stop();
  await outcome;
});
