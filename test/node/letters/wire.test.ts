import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { afterAll, beforeAll, expect, test } from "vitest";

import { openPackage } from "../../../src/letters/package/file.ts";
import { topics } from "../../../src/node/letters/messages.ts";
import { answerBody, firm, preparer, reviewer } from "../../letters/office.ts";
import { BANK, FIRM, Post, STRANGER, type Written } from "./post.ts";

// Goal: whoever hears all that nodes say to each other about a letter learns nothing of what is in it, and cannot find out by trying
// what might be: no hash of it goes over the network either.
// Method: a letter, its answer and a question on three hosts, with everything written down that a host is asked and answers, inside
// TLS; and what somebody would look for, in the ways in which it could be written.

/** What stands in the documents and could be guessed: few names, numbers and results are possible. */
const secrets = [
  ...["1234567.89", "0200 0034 1902 4567", "远航贸易有限公司", "500000.00", "BZ-2025-118"],
  ...["Yuanhang (HK) Ltd", "明信会计师事务所", "Bank of the Delta", "2025-12-31"],
  ...["audit@firm-1.example", "MATCH", "account,balance", "When was it paid back?"],
] as const;
const HASHES = ["sha256", "sha512", "sha3-256", "sha1", "md5", "blake2b512", "ripemd160"];

let post: Post;
let documents: readonly Written[];
let traffic: Buffer;

beforeAll(async () => {
  post = await Post.create();
  for (const n of [FIRM, BANK, STRANGER]) await post.start(n);
  await post.connected(FIRM, BANK);
  await post.connected(STRANGER, FIRM);
  await post.connected(STRANGER, BANK);

  const { ledger } = post;
  const list = Buffer.concat([Buffer.from("account,balance\n"), randomBytes(100_000)]);
  const request = await post.issue("1", list);
  await post.put(FIRM, request);
  await post.isDelivered(FIRM, request);
  const answer = await post.answer("1");
  const body = answerBody(request.letter, { commitment: answer.commitment });
  ledger.go(request.letter, "accept", "authorise");
  ledger.do(preparer, "letter.prepare", body);
  await post.put(BANK, answer);
  ledger.do(reviewer, "letter.reply", body);
  await post.isDelivered(BANK, answer);
  const { id, commitment } = { id: request.letter, commitment: answer.commitment };
  ledger.do(firm, "letter.receive", { id, commitment });
  const question = await post.question("1", "When was it paid back?");
  ledger.do(firm, "letter.follow-up", { id, commitment: question.commitment });
  await post.put(FIRM, question);
  await post.isDelivered(FIRM, question);

  documents = [request, answer, question];
  traffic = Buffer.concat(
    post.wire.flatMap(({ body: asked, answer: said }) => [asked, said ?? Buffer.of()]),
  );
});
afterAll(() => post.remove());

/** A text as it could be written into a message, and its hashes. */
function tracesOf(plain: Uint8Array): Buffer[] {
  const digests = HASHES.map((name) => createHash(name).update(plain).digest());
  return [Buffer.from(plain), ...digests].flatMap((one) => [
    one,
    ...[one.toString("hex"), one.toString("hex").toUpperCase()].map((text) => Buffer.from(text)),
    ...[one.toString("base64url"), one.toString("base64")].map((text) =>
      Buffer.from(text.slice(0, -3)),
    ),
  ]);
}

test("what was written down is all that was said, and the public part of it is found in it", () => {
  for (const n of [FIRM, BANK, STRANGER]) {
    const counters = post.nodes[n]!.host!.counters();
    expect([counters["directMessagesIn"], counters["batchesIn"]]).toEqual([0, 0]);
    const heard = post.wire.filter(({ to }) => to === n);
    const asked = heard.reduce((sum, { body }) => sum + body.length, 0);
    const said = heard.reduce((sum, { answer }) => sum + (answer?.length ?? 0), 0);
    const others = [counters["requestBytesIn"]! - asked, counters["responseBytesOut"]! - said];

    for (const one of others) expect(one).toBeLessThan(2_000); // frames, and where members are to be found
  }
  for (const { letter, commitment } of documents) {
    expect(traffic.includes(Buffer.from(letter))).toBe(true);
    expect(traffic.includes(Buffer.from(commitment))).toBe(true);
  }
  expect(traffic.length).toBeGreaterThan(6 * 65_536);
});

test("the two ends speak with each other about a letter, and with nobody else", () => {
  const between = new Set(post.wire.map(({ from, to }) => `${from} ${to}`));
  expect(between).toEqual(new Set([`${FIRM} ${BANK}`, `${BANK} ${FIRM}`]));
  const said = new Set(post.wire.map(({ topic }) => topic));
  expect(said).toEqual(new Set(Object.values(topics)));
});

test("nothing that a document says goes over the network, nor a hash of it", () => {
  const packages = Buffer.concat(documents.map(({ path }) => readFileSync(path)));
  for (const secret of secrets) {
    if (!["MATCH", "2025-12-31"].includes(secret))
      expect(packages.includes(secret), `${secret} is in a document`).toBe(true); // the search finds what is there
    for (const trace of tracesOf(Buffer.from(secret)))
      expect(traffic.includes(trace), `a trace of ${secret}`).toBe(false);
  }
});

test("nor does a whole item, a manifest's seed, an attachment or a package, nor a hash of one", async () => {
  for (const { path } of documents) {
    const { manifest } = await openPackage(path);
    const parts = manifest.items.map(({ part }) => part);
    const hashes = manifest.attachments.map(({ sha256 }) => sha256);
    for (const plain of [...parts, ...hashes, manifest.seed, readFileSync(path)]) {
      for (const trace of tracesOf(plain)) expect(traffic.includes(trace)).toBe(false);
    }
  }
});
