import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { exchangeKeyOf, passingKey, seal } from "../../../src/letters/exchange/suite.ts";
import {
  chunkRequest,
  offer,
  openRequest,
  receipt,
  topics,
} from "../../../src/node/letters/messages.ts";
import { encode } from "../../../src/primitives/fields/codec.ts";
import type { Field } from "../../../src/primitives/fields/field.ts";
import { requestManifest, seedOf } from "../../letters/content/forms.ts";
import { answerBody, firm, preparer, reviewer } from "../../letters/office.ts";
import { until } from "../../p2p/network.ts";
import { BANK, FIRM, Post, STRANGER, type Written } from "./post.ts";

// Goal: a document gets from one end to the other and nowhere else, whole or not at all, however often a node is away, and whatever a
// third member tries (docs/domain section 3).
// Method: three hosts on loopback over TLS, real files, the production ledger's state. Nodes are stopped, keys changed, and messages
// forged on the way.

const DAY_MS = 86_400_000;
let post: Post;
beforeEach(async () => {
  post = await Post.create();
});
afterEach(() => post.remove());

async function ends(): Promise<void> {
  await post.start(FIRM);
  await post.start(BANK);
  await post.connected(FIRM, BANK);
}

describe("a document", () => {
  test("gets to the other end as it was written, and the receipt comes back", async () => {
    await ends();
    const letter = await post.issue("1", randomBytes(700_000));
    expect(await post.put(FIRM, letter)).toBe("request");
    await post.arrives(BANK, letter);
    expect(await post.has(BANK, letter, "request")).toBe(true);
    await post.isDelivered(FIRM, letter);
  });

  test("with clocks two days apart", async () => {
    post.nodes[FIRM]!.aheadMs = DAY_MS;
    post.nodes[BANK]!.aheadMs = -DAY_MS;
    await ends();
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.arrives(BANK, letter);
    await post.isDelivered(FIRM, letter);
  });

  test("waits for an end that is away, over a restart of its own", async () => {
    await post.start(FIRM);
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.stop(FIRM);
    await post.start(BANK);
    await post.start(FIRM);
    await post.arrives(BANK, letter);
  });

  test("takes on the wire and on disk one of six sizes, whatever its own is, and lies nowhere in the clear", async () => {
    await ends();
    const [onDisk, onWire] = [new Set<number>(), new Set<number>()];
    for (const [at, bytes] of [0, 1, 3_000, 30_000].entries()) {
      post.wire.length = 0;
      const letter = await post.issue(`${at}`, randomBytes(bytes));
      await post.put(FIRM, letter);
      await post.isDelivered(FIRM, letter);
      const said = post.wire.filter(({ to }) => to === FIRM);
      onWire.add(
        said.reduce((sum, { body, answer }) => sum + body.length + (answer?.length ?? 0), 0),
      );
    }
    for (const n of [FIRM, BANK]) {
      for (const file of post.files(n).filter((name) => !name.endsWith(".delivered"))) {
        const content = readFileSync(join(post.nodes[n]!.directory, "letters", file));
        onDisk.add(content.length);
        for (const word of ["PORTOLAN LETTER", "1234567.89", "远航"]) {
          expect(content.includes(word)).toBe(false);
        }
      }
    }
    expect([onDisk.size, onWire.size]).toEqual([1, 1]);
    expect([...onWire][0]).toBeGreaterThan(65_536);
  });

  test("of two ends that one node serves is there at once", async () => {
    await post.startServing(FIRM, { [firm.name]: "firm key", [preparer.name]: "bank key" });
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.isDelivered(FIRM, letter);
    await expect.poll(() => post.nodes[FIRM]!.exchange!.undelivered).toBe(0);
  });

  test("is counted until the other end has it", async () => {
    await ends();
    await post.stop(BANK);
    const letters = [await post.issue("1"), await post.issue("2")];
    for (const one of letters) await post.put(FIRM, one);
    expect(post.nodes[FIRM]!.exchange!.undelivered).toBe(2);
    await post.start(BANK);
    for (const one of letters) await post.isDelivered(FIRM, one);
    await expect.poll(() => post.nodes[FIRM]!.exchange!.undelivered).toBe(0);
  });

  test("of 20 MB goes on where it was when the sender was lost on the way", async () => {
    await ends();
    const letter = await post.issue("1", randomBytes(20 * 1024 * 1024 - 1));
    await post.put(FIRM, letter);
    const part = (): number => {
      const name = post.files(BANK).find((file) => file.endsWith(".part"));
      return name === undefined
        ? 0
        : statSync(join(post.nodes[BANK]!.directory, "letters", name)).size;
    };
    while (part() < 3_000_000) await sleep(1);
    await post.stop(FIRM);
    await sleep(200);
    const before = part();
    expect(before).toBeGreaterThan(3_000_000);
    await post.start(FIRM);
    await post.arrives(BANK, letter, 30_000);
    const requested = post.nodes[FIRM]!.host!.counters()["requestsIn"]!;
    expect(requested).toBeLessThan(384 - Math.floor(before / 65_552) + 20); // only what was missing
    expect(await post.has(BANK, letter, "request")).toBe(true);
  });

  test("that a full disk keeps from being noted as delivered: the rounds of offers say so and go on, over a restart too", async () => {
    await ends();
    await post.stop(BANK);
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    const [name] = post.files(FIRM);
    const mark = join(post.nodes[FIRM]!.directory, "letters", `${name}.delivered`);
    symlinkSync("/dev/full", mark); // what is written there finds no space
    await post.start(BANK);
    await post.arrives(BANK, letter);
    const { log } = post.nodes[FIRM]!;
    const isSaid = () => log.some((line) => line.includes("the disk may be full"));
    await until("the round to fail", isSaid);
    await post.stop(FIRM);
    await post.start(FIRM);
    const { exchange } = post.nodes[FIRM]!;
    expect(exchange!.undelivered).toBe(1);
    rmSync(mark);
    await post.isDelivered(FIRM, letter);
    await expect.poll(() => exchange!.undelivered).toBe(0);
  });

  test("is taken up anew if what had arrived was damaged on the disk", async () => {
    await ends();
    const letter = await post.issue("1", randomBytes(200_000));
    const name = `${Buffer.from(letter.letter).toString("hex")}.${Buffer.from(letter.commitment).toString("hex")}`;
    writeFileSync(
      join(post.nodes[BANK]!.directory, "letters", `${name}.part`),
      randomBytes(100_000),
    );
    await post.put(FIRM, letter);
    await post.arrives(BANK, letter);
  });
});

describe("an answer", () => {
  async function prepared(): Promise<{ letter: Written; answer: Written; body: object }> {
    await ends();
    const letter = await post.issue("1");
    const answer = await post.answer("1");
    const body = answerBody(letter.letter, { commitment: answer.commitment });
    const { ledger } = post;
    ledger.go(letter.letter, "accept", "authorise");
    ledger.do(preparer, "letter.prepare", body);
    await post.put(BANK, answer);
    return { letter, answer, body };
  }

  test("stays at the bank until a second person has given it", async () => {
    const { letter, answer, body } = await prepared();
    const name = { letter: letter.letter, commitment: answer.commitment };
    const asked = post.nodes[FIRM]!.host!.request(
      post.peerId(BANK),
      topics.open,
      await opening(name),
      5_000,
    );
    await expect(asked).rejects.toMatchObject({ code: "PEER_REFUSED" });
    post.ledger.do(reviewer, "letter.reply", body);
    await post.arrives(FIRM, answer);
    expect(await post.has(FIRM, answer, "reply")).toBe(true);
  });

  async function opening(name: {
    letter: Uint8Array;
    commitment: Uint8Array;
  }): Promise<Uint8Array> {
    const [own, bank] = await Promise.all(
      ["firm key", "bank key"].map((one) => exchangeKeyOf(seedOf(one))),
    );
    const purpose = { what: "open" as const, chainId: seedOf("chain"), ...name };
    const { bytes } = await seal(own!, bank!.publicKey, purpose, (await passingKey()).publicKey);
    return encode(openRequest, { ...name, sealed: bytes });
  }
});

describe("keys", () => {
  test("changed on the ledger in mid-flight: the end that has the new one gets the letter", async () => {
    await post.start(FIRM);
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.register(BANK, "new bank key");
    await post.start(BANK, "bank key");
    await post.connected(FIRM, BANK);
    await sleep(6_000); // one round of offers
    expect(post.files(BANK)).toEqual([]);
    await post.stop(BANK);
    await post.start(BANK, "new bank key");
    await post.arrives(BANK, letter);
  });

  test("that are not the sender's: nothing is taken", async () => {
    await post.start(FIRM, "stolen key");
    await post.start(BANK);
    const letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.connected(FIRM, BANK);
    await sleep(6_000);
    expect(post.files(BANK)).toEqual([]);
  });
});

describe("a package that is put in", () => {
  test("is another than the ledger commits to: refused, and nothing of it is left", async () => {
    await post.start(FIRM);
    const letter = await post.issue("1");
    const other = await post.write(requestManifest({ number: "1" }, { seed: "swapped" }), []);
    await expect(post.put(FIRM, { ...letter, ...other })).rejects.toMatchObject({
      code: "COMMITMENT_DIFFERS",
    });
    expect(post.files(FIRM)).toEqual([]);
  });

  test("is none, is cut off, is too large, is of no letter, or of another node's: each has its code", async () => {
    await ends();
    await post.start(STRANGER);
    const letter = await post.issue("1");
    const bytes = readFileSync(letter.path);
    const put = (n: number, content: Uint8Array, size = content.length, id = letter.letter) => {
      async function* body(): AsyncGenerator<Uint8Array> {
        yield content;
      }
      return post.nodes[n]!.exchange!.put(id, body(), size);
    };
    const cases: readonly (readonly [() => Promise<unknown>, string])[] = [
      [() => put(FIRM, randomBytes(100)), "NOT_A_PACKAGE"],
      [() => put(FIRM, bytes.subarray(0, -1), bytes.length), "NOT_A_PACKAGE"],
      [() => put(FIRM, bytes, bytes.length - 1), "CONTENT_TOO_LARGE"],
      [() => put(FIRM, bytes, 30 * 1024 * 1024), "CONTENT_TOO_LARGE"],
      [() => put(FIRM, bytes, bytes.length, seedOf("no letter")), "UNKNOWN_LETTER"],
      [() => put(STRANGER, bytes), "NOT_SERVED"],
      [() => post.get(BANK, letter, "reply"), "CONTENT_UNKNOWN"],
    ];
    for (const [attempt, code] of cases) await expect(attempt()).rejects.toMatchObject({ code });
    expect(post.files(FIRM)).toEqual([]);
  });
});

describe("a third member", () => {
  let letter: Written;
  beforeEach(async () => {
    await ends();
    await post.start(STRANGER);
    await post.connected(STRANGER, FIRM);
    await post.connected(STRANGER, BANK);
    letter = await post.issue("1");
    await post.put(FIRM, letter);
    await post.arrives(BANK, letter);
  });

  const says = <T>(to: number, topic: string, kind: Field<T>, value: T) =>
    post.nodes[STRANGER]!.host!.request(post.peerId(to), topic, encode(kind, value), 5_000);
  const name = () => ({ letter: letter.letter, commitment: letter.commitment });

  test("is given nothing by either end, not even with a registered key that it has stolen", async () => {
    const [bank, own] = await Promise.all(
      ["bank key", "firm key"].map((one) => exchangeKeyOf(seedOf(one))),
    );
    const purpose = { what: "open" as const, chainId: seedOf("chain"), ...name() };
    const { bytes: sealed } = await seal(
      bank!,
      own!.publicKey,
      purpose,
      (await passingKey()).publicKey,
    );
    for (const end of [FIRM, BANK]) {
      const asked = says(end, topics.open, openRequest, { ...name(), sealed });
      await expect(asked).rejects.toMatchObject({ code: "PEER_REFUSED" });
    }
    const guessed = says(FIRM, topics.chunk, chunkRequest, { id: new Uint8Array(16), place: 0 });
    await expect(guessed).rejects.toMatchObject({ code: "PEER_REFUSED" });
  });

  test("cannot make an end fetch from it, nor say that a letter has arrived", async () => {
    const second = await post.issue("2");
    const asked = { letter: second.letter, commitment: second.commitment };
    await says(BANK, topics.offer, offer, asked);
    const forged = says(FIRM, topics.receipt, receipt, { ...asked, sealed: new Uint8Array(64) });
    await expect(forged).rejects.toMatchObject({ code: "PEER_REFUSED" });
    await sleep(300);
    expect(
      post.files(BANK).filter((file) => file.includes(Buffer.from(second.letter).toString("hex"))),
    ).toEqual([]);
    await post.put(FIRM, second);
    await post.arrives(BANK, second);
  });

  test("that sends bytes at random changes nothing", async () => {
    for (const topic of Object.values(topics)) {
      for (const end of [FIRM, BANK]) {
        const host = post.nodes[STRANGER]!.host!;
        await host.request(post.peerId(end), topic, randomBytes(100), 5_000).catch(() => undefined);
      }
    }
    expect(await post.has(BANK, letter, "request")).toBe(true);
  });
});
