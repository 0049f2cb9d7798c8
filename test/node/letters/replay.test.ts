import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { exchangeKeyOf, open, passingKey, seal } from "../../../src/letters/exchange/suite.ts";
import {
  chunkRequest,
  offerAnswer,
  openAnswer,
  openRequest,
  read,
  receipt,
  session,
  topics,
} from "../../../src/node/letters/messages.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import { seedOf } from "../../letters/content/forms.ts";
import { BANK, FIRM, type Message, Post, STRANGER, type Written } from "./post.ts";

// Goal: what was said once changes nothing when it is said again, whether by the end that said it or by a member that has recorded
// it, and nobody makes an end hold more for that than it holds for one peer.
// Method: three hosts on loopback over TLS. A delivery is written down as it goes over the network, and its bytes are given again.

const MINUTE_MS = 60_000;
/** A delivery rests for a minute before it is forgotten, and this is later. */
const LATER_MS = MINUTE_MS + 1_000;
const DELIVERIES_MAX = 16;

let post: Post;
let letter: Written;
let recorded: readonly Message[];

beforeEach(async () => {
  post = await Post.create();
  for (const n of [FIRM, BANK, STRANGER]) await post.start(n);
  await post.connected(FIRM, BANK);
  await post.connected(STRANGER, FIRM);
  await post.connected(STRANGER, BANK);
  letter = await post.issue("1", randomBytes(100_000));
  await post.put(FIRM, letter);
  await post.isDelivered(FIRM, letter);
  await expect.poll(() => post.openFiles(FIRM)).toBe(0);
  recorded = [...post.wire];
});
afterEach(() => post.remove());

/** Every file of both ends: how often a document is there, what it is, and when it was delivered. */
function stored(): Record<string, string> {
  const all = [FIRM, BANK].flatMap((n) =>
    post.files(n).map((file) => {
      const content = readFileSync(join(post.nodes[n]!.directory, "letters", file));
      return [`${n}/${file}`, content.toString("base64")] as const;
    }),
  );
  return Object.fromEntries(all);
}

const ofTopic = (topic: string): Message[] => recorded.filter((one) => one.topic === topic);

/** Begins a delivery as the bank's node does, with a key of its own each time. */
async function begin(): Promise<Uint8Array> {
  const [firm, bank] = await Promise.all(
    ["firm key", "bank key"].map((one) => exchangeKeyOf(seedOf(one))),
  );
  const name = { letter: letter.letter, commitment: letter.commitment };
  const about = { chainId: seedOf("chain"), ...name };
  const passing = await passingKey();
  const asked = await seal(bank!, firm!.publicKey, { what: "open", ...about }, passing.publicKey);
  const body = encode(openRequest, { ...name, sealed: asked.bytes });
  const { host } = post.nodes[BANK]!;
  const answer = read(
    openAnswer,
    await host!.request(post.peerId(FIRM), topics.open, body, 5_000),
  )!;
  const opened = await open(passing, firm!.publicKey, { what: "answer", ...about }, answer.sealed);
  return read(session, opened!.plain)!.id;
}

test("a delivery is an offer, an opening, chunks and a receipt, each said once", () => {
  const counts = Object.values(topics).map((topic) => ofTopic(topic).length);
  expect(recorded[0]!.topic).toBe(topics.offer); // said again every few seconds until it is delivered
  expect(counts.slice(1)).toEqual([1, 4, 1]);
});

describe("said again by the end that said it, a hundred times,", () => {
  const again = async (topic: string): Promise<(Uint8Array | undefined)[]> => {
    const [message] = ofTopic(topic);
    const answers: (Uint8Array | undefined)[] = [];
    for (let time = 0; time < 100; time++) answers.push(await post.sayAgain(message!));
    return answers;
  };
  let before: Record<string, string>;
  beforeEach(() => {
    before = stored();
  });
  afterEach(() => {
    expect(stored()).toEqual(before);
    for (const n of [FIRM, BANK]) expect(post.nodes[n]!.exchange!.undelivered).toBe(0);
  });

  test("an offer is answered with a receipt, and nothing is fetched", async () => {
    for (const answer of await again(topics.offer)) {
      const { state, receipt: sealed } = read(offerAnswer, answer!)!;
      expect(state).toBe("had");
      expect(sealed!.length).toBe(read(receipt, ofTopic(topics.receipt)[0]!.body)!.sealed.length);
    }
    const since = post.wire.slice(recorded.length);
    expect(since.filter(({ topic }) => topic !== topics.offer)).toEqual([]);
  });

  test("a receipt is taken, and the first one's time stays", async () => {
    post.nodes[FIRM]!.aheadMs = MINUTE_MS;
    expect((await again(topics.receipt)).every((answer) => answer?.length === 0)).toBe(true);
  });

  test("a chunk's question is refused, as its delivery is over", async () => {
    expect(new Set(await again(topics.chunk))).toEqual(new Set([undefined]));
  });

  test("an opening takes no more than one peer's deliveries, whose secret is another each time, and they are forgotten", async () => {
    const answers = await again(topics.open);
    const given = answers.flatMap((one) => (one === undefined ? [] : [one]));
    const texts = [...given, ofTopic(topics.open)[0]!.answer!].map((one) =>
      Buffer.from(one).toString("hex"),
    );
    expect([given.length, new Set(texts).size]).toEqual([DELIVERIES_MAX, DELIVERIES_MAX + 1]);
    expect(post.openFiles(FIRM)).toBe(DELIVERIES_MAX);
    post.nodes[FIRM]!.aheadMs = LATER_MS;
    await expect.poll(() => post.openFiles(FIRM), { timeout: 10_000 }).toBe(0);
  });
});

describe("said again by another member", () => {
  test("every message is refused or unknown to whoever it is said to, and nothing is changed", async () => {
    const before = stored();
    for (const message of recorded) {
      for (const to of [FIRM, BANK]) {
        const answer = await post.sayAgain({ ...message, to }, STRANGER);
        if (message.topic !== topics.offer) expect(answer).toBeUndefined();
        else expect(read(offerAnswer, answer!)).toEqual({ state: "unknown", receipt: undefined });
      }
    }
    expect(stored()).toEqual(before);
    expect([FIRM, BANK].map((n) => post.openFiles(n))).toEqual([0, 0]);
  });

  test("a chunk's question is refused while its delivery goes on", async () => {
    const body = encode(chunkRequest, { id: await begin(), place: 0 });
    const asked = { from: BANK, to: FIRM, topic: topics.chunk, body, answer: undefined };
    expect(await post.sayAgain(asked, STRANGER)).toBeUndefined();
    expect((await post.sayAgain(asked))?.length).toBeGreaterThan(65_536); // to the end it is given
  });

  test("a receipt of one letter is none of another, and the letter is still to be delivered", async () => {
    await post.stop(BANK);
    const second = await post.issue("2");
    await post.put(FIRM, second);
    const [message] = ofTopic(topics.receipt);
    const { sealed } = read(receipt, message!.body)!;
    const { letter: id, commitment } = second;
    const forged = { ...message!, body: encode(receipt, { letter: id, commitment, sealed }) };
    expect(await post.sayAgain(forged, STRANGER)).toBeUndefined();
    expect(post.nodes[FIRM]!.exchange!.undelivered).toBe(1);
    await post.start(BANK);
    await post.connected(FIRM, BANK);
    expect(await post.sayAgain(forged)).toBeUndefined();
    await post.isDelivered(FIRM, second);
  });
});

test("a peer has sixteen deliveries at one time; the next is refused until they rest for a minute", async () => {
  for (let one = 0; one < DELIVERIES_MAX; one++) await begin();
  await expect(begin()).rejects.toMatchObject({ code: "PEER_REFUSED" });
  expect(post.openFiles(FIRM)).toBe(DELIVERIES_MAX);
  post.nodes[FIRM]!.aheadMs = LATER_MS;
  await begin();
  await expect.poll(() => post.openFiles(FIRM)).toBe(1);
});
