import { beforeEach, expect, test } from "vitest";

import { fromHex, toHex } from "../../src/primitives/bytes.ts";
import { dayOf, monthOf } from "../../src/primitives/civil-day.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import type { Json } from "../../src/primitives/fields/field.ts";
import { letterId, letterSteps } from "../../src/transactions/letters/records.ts";
import { operationTypeByName } from "../../src/transactions/table.ts";
import { commitment, issueBody } from "../letters/office.ts";
import { ask, result, start } from "./harness.ts";
import { accountOf, keyOf, operation, signBody, testGenesis, TestNode } from "./test-node.ts";

// Goal: whoever has a part in a letter finds it, sees whose turn it is and what happened, and can prove each step; the
// association sees counts.
// Method: a firm, a bank and its client over JSON-RPC.

const PARTIES = [
  ["firm-1", "accounting-firm"],
  ["bank-cn", "bank"],
  ["enterprise-1", "enterprise"],
] as const;
let node: TestNode;
let url: string;
let nonces = 0;

beforeEach(async () => {
  const genesis = testGenesis();
  const parties = PARTIES.map(([name, role]) => ({
    ...{ name, roles: [role], country: "CN", lei: undefined },
    authority: {
      signers: [name, `${name}-second`].map((one) => ({
        publicKey: keyOf(one).publicKey,
        weight: 1,
      })),
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  }));
  const participants = [...genesis.participants, ...parties];
  node = new TestNode({ ...genesis, protocolVersion: 7, participants });
  ({ url } = await start({ node }));
});

/** One operation in a block of its own, which must succeed; its result. */
function run(by: string, type: string, body: object, signedBy = by): Record<string, unknown> {
  const signed = signBody(
    {
      ...{ chainId: node.chainId, account: accountOf(by) },
      nonce: new Uint8Array(16).fill(++nonces),
      validUntil: Date.now() + 60_000,
      operations: [operation(type, body)],
    },
    [signedBy],
  );
  node.submit(signed);
  const [receipt] = node.commit().receipts;
  expect(receipt!.code).toBe("OK");
  return decodeOwn(operationTypeByName(type)!.result, receipt!.results[0]!);
}

const today = dayOf(Date.now()) - 1;
const issue = (number: string, changes: object = {}): Uint8Array =>
  run("firm-1", "letter.issue", issueBody({ number, asOf: today, ...changes }))["id"] as Uint8Array;

type Letter = { [name: string]: Json };
interface Found {
  readonly letter: Letter;
  readonly history: { step: string; proofKey: string; height: number }[];
  readonly nextStep: number | null;
}
const get = (params: { [name: string]: Json }) => result<Found | null>(url, "letter_get", params);
const list = async (params: { [name: string]: Json }) =>
  (await result<{ letters: Letter[] }>(url, "letter_list", params)).letters.map(
    (one) => one["number"],
  );

/** All the way to a reply by a second person. */
function answer(id: Uint8Array): void {
  const given = { id, result: "MATCH", items: undefined, commitment: commitment("answer") };
  run("bank-cn", "letter.accept", { id, mandate: undefined, itemResults: false });
  run("enterprise-1", "letter.authorise", { id, commitment: commitment("form") });
  run("bank-cn", "letter.prepare", given);
  run("bank-cn", "letter.reply", given, "bank-cn-second");
}

test("letter_get by id, or by firm and number: the letter, whose turn it is, and every step", async () => {
  const id = issue("2026-0001");
  answer(id);
  const found = (await get({ id: toHex(id) }))!;
  expect(await get({ firm: "firm-1", number: "2026-0001" })).toEqual(found);
  expect(found.letter).toMatchObject({
    ...{ status: "replied", result: "MATCH", nextParty: "firm", next: "firm-1", replies: 1 },
  });
  const steps = ["issue", "accept", "authorise", "prepare", "reply"];
  expect(found.history.map(({ step }) => step)).toEqual(steps);
  expect(found.history.at(-1)).toMatchObject({
    ...{ signers: [toHex(keyOf("bank-cn-second").publicKey)], reason: "MATCH", place: 4 },
  });
  expect(found.nextStep).toBeNull();
  const rest = (await get({ id: toHex(id), fromStep: 3 }))!;
  expect(rest.history.map(({ step }) => step)).toEqual(["prepare", "reply"]);
  expect(await get({ firm: "firm-1", number: "2026-0002" })).toBeNull();
});

test("each step of the history is proven by the key that it names", async () => {
  const id = issue("2026-0001");
  const { history } = (await get({ id: toHex(id) }))!;
  const proof = result<{ value: string }>(url, "state_proof", { key: history[0]!.proofKey });
  setTimeout(() => node.commit(), 50); // whose header carries the root
  const step = letterSteps.decode(fromHex((await proof).value)!);
  expect(step).toMatchObject({ step: "issue", by: accountOf("firm-1"), height: 1 });
});

test("a long history comes in parts", async () => {
  const id = issue("2026-0001");
  run("bank-cn", "letter.accept", { id, mandate: undefined, itemResults: false });
  run("enterprise-1", "letter.authorise", { id, commitment: commitment("form") });
  for (let n = 0; n < 40; n++) {
    const given = { id, result: "UNABLE", items: undefined, commitment: commitment(`draft ${n}`) };
    run("bank-cn", "letter.prepare", given);
  }
  const places: number[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page: Found | null = await get({ id: toHex(id), fromStep: from });
    places.push(...page!.history.map((one) => (one as unknown as { place: number }).place));
    from = page!.nextStep;
  }
  expect(places).toEqual(Array.from({ length: 43 }, (_, place) => place));
});

test.each([
  ["nothing", {}],
  ["a firm alone", { firm: "firm-1" }],
  ["both ways at once", { id: "00".repeat(32), firm: "firm-1", number: "1" }],
])("letter_get that names %s is refused", async (_, params) => {
  expect((await ask(url, "letter_get", params)).error?.data.code).toBe("INVALID_PARAMS");
});

test("letter_list: those of a participant, of an engagement, and those that wait for it", async () => {
  const engagement = new Uint8Array(16).fill(7);
  engagement[6] = 0x47;
  engagement[8] = 0x87;
  const uuid = "07070707-0707-4707-8707-070707070707";
  const first = issue("2026-0001", { engagement });
  issue("2026-0002");
  answer(first);
  for (const participant of ["firm-1", "bank-cn", "enterprise-1"]) {
    expect((await list({ participant })).sort()).toEqual(["2026-0001", "2026-0002"]);
  }
  expect(await list({ participant: "firm-1", engagement: uuid })).toEqual(["2026-0001"]);
  expect(await list({ participant: "firm-1", waiting: true })).toEqual(["2026-0001"]);
  expect(await list({ participant: "bank-cn", waiting: true })).toEqual(["2026-0002"]);
  expect(await list({ participant: "enterprise-1", waiting: true })).toEqual([]);
  expect(letterId("firm-1", "2026-0001")).toEqual(first);
});

test("letter_statistics: counts by bank and firm, and how many working days answers took", async () => {
  answer(issue("2026-0001"));
  issue("2026-0002");
  const params = { month: monthOf(Date.now()) };
  const all = await result<{ statistics: Letter[]; next: Json }>(url, "letter_statistics", params);
  expect(all).toMatchObject({
    statistics: [
      {
        ...{ bank: "bank-cn", firm: "firm-1", p50: 0, p90: 0 },
        counts: { issued: 2, replied: 1, matched: 1, overdue: 0, turnaround: [1] },
      },
    ],
    next: null,
  });
  const of = (more: object) => result(url, "letter_statistics", { ...params, ...more });
  expect(await of({ bank: "bank-cn", firm: "firm-1" })).toEqual(all);
  expect(await of({ bank: "bank-c" })).toEqual({ statistics: [], next: null });
  expect(await of({ firm: "firm-2" })).toEqual({ statistics: [], next: null });
});

test("letter_branches: by code, page by page", async () => {
  for (const code of ["ICBKCNBJ", "102100099996"]) {
    const body = { code, name: "Beijing", handler: accountOf("bank-cn") };
    run("bank-cn", "letter.branch.set", body);
  }
  const page = await result<{ branches: Letter[]; next: Json }>(url, "letter_branches", {
    ...{ bank: "bank-cn", limit: 1 },
  });
  expect(page).toMatchObject({ branches: [{ code: "102100099996" }], next: "102100099996" });
  const rest = await result(url, "letter_branches", { bank: "bank-cn", after: page.next });
  expect(rest).toMatchObject({ branches: [{ code: "ICBKCNBJ", name: "Beijing" }], next: null });
});
