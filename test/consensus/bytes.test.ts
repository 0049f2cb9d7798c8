import { describe, expect, test } from "vitest";

import { digestOf } from "../../src/chain/block.ts";
import { encodeFrame, emptyJournal, replay } from "../../src/consensus/journal.ts";
import {
  decodeRecord,
  encodeRecord,
  type JournalRecord,
} from "../../src/consensus/journal-entry.ts";
import { decodeMessage, encodeMessage, type Message } from "../../src/consensus/messages.ts";
import { concatBytes, equalBytes, toHex } from "../../src/primitives/bytes.ts";
import { bounds } from "../../src/consensus/timing.ts";
import { byteStrings, CASES } from "../byte-strings.ts";
import { createRandom } from "../state/random.ts";
import { Bench } from "./bench.ts";

// Goal: messages and journal have one form, and no bytes whatever throw.
// Method: one of each kind, random bytes, and every kind of damage to a journal.

const bench = new Bench();
const block = bench.blockOn(bench.genesis, { names: ["a", "b"] });
const digest = digestOf(block.header);
const vote = bench.vote(1, "prepare", 3, digest);
const certificate = bench.certificate("commit", 3, digest);
const body = new Uint8Array([1, 2, 3]);
const wireHash = block.transactions[0]!.wireHash;

const messages: Message[] = [
  { ...bench.proposal(4, block, certificate), bodies: [{ wireHash, bytes: body }] },
  bench.proposal(1, block),
  { kind: "vote", vote },
  { kind: "certificate", certificate },
  {
    kind: "status",
    epoch: 0,
    view: 4,
    height: 2,
    committed: certificate,
    entering: undefined,
    votes: [vote],
    echo: vote,
    reply: true,
  },
  { kind: "want-block", digest },
  { kind: "have-block", block },
  { kind: "want-bodies", wireHashes: [wireHash] },
  { kind: "have-bodies", bodies: [body] },
  { kind: "want-certificates", epoch: 0, fromView: 1, toView: 9 },
  { kind: "have-certificates", certificates: [certificate] },
  { kind: "want-blocks", fromHeight: 7 },
  {
    kind: "have-blocks",
    blocks: [{ block, bodies: [body, body] }],
    headers: [block.header],
    certificate,
  },
  { kind: "offer", bodies: [body] },
];

describe("messages", () => {
  test.each(messages.map((message) => [message.kind, message] as const))(
    "%s: decode gives back what was encoded",
    (_, message) => {
      const bytes = encodeMessage(message);
      expect(decodeMessage(bytes)).toEqual(message);
      expect(encodeMessage(decodeMessage(bytes)!)).toEqual(bytes);
    },
  );

  test(`${CASES} byte strings: no message, or the same bytes again`, () => {
    let accepted = 0;
    const changed: string[] = [];
    for (const bytes of byteStrings(1, messages.map(encodeMessage))) {
      const decoded = decodeMessage(bytes);
      if (decoded === undefined) continue;
      accepted++;
      if (!equalBytes(encodeMessage(decoded), bytes)) changed.push(toHex(bytes));
    }
    expect(changed).toEqual([]);
    expect(accepted).toBeGreaterThan(0); // a changed signature still decodes: that it is wrong is found later
  }, 120_000);

  test("nothing larger than the bound is looked at", () => {
    expect(decodeMessage(new Uint8Array(bounds.messageBytes + 1).fill(1))).toBeUndefined();
    expect(decodeMessage(new Uint8Array(0))).toBeUndefined();
  });
});

function recordsOf(bytes: Uint8Array): string[] {
  return replay(bytes).records.map((record) => toHex(encodeRecord(record)));
}

describe("C8: the journal's bytes", () => {
  const { chainId, keys } = bench.world;
  const first = emptyJournal(chainId, keys[0]!.publicKey);
  const records: JournalRecord[] = [
    { kind: "vote", vote },
    { kind: "certificate", certificate },
    { kind: "block", block, firstSeenMs: 17, bodies: [body, body] },
    { kind: "observing", epoch: 0, voteAbove: undefined, votedAnew: false },
    { kind: "observing", epoch: 0, voteAbove: 9, votedAnew: true },
  ];

  /** Each frame says that all before it was synced. */
  function journal(): { bytes: Uint8Array; ends: number[] } {
    let bytes = first;
    const ends = [bytes.length];
    for (const record of records) {
      bytes = concatBytes(bytes, encodeFrame(record, bytes.length));
      ends.push(bytes.length);
    }
    return { bytes, ends };
  }

  test("every record decodes to itself", () => {
    for (const record of records) expect(decodeRecord(encodeRecord(record))).toEqual(record);
    expect(decodeRecord(Uint8Array.of(99))).toBeUndefined();
  });

  test("a whole journal is replayed in order", () => {
    const { bytes } = journal();
    const owner = { kind: "owner", chainId, publicKey: keys[0]!.publicKey };
    expect(replay(bytes)).toEqual({ ok: true, records: [owner, ...records], bytes: bytes.length });
  });

  test("a torn tail is cut, wherever it is torn", () => {
    const { bytes, ends } = journal();
    for (let length = ends[0]!; length <= bytes.length; length++) {
      const replayed = replay(bytes.subarray(0, length));
      const whole = ends.filter((end) => end <= length);
      expect(replayed).toMatchObject({ ok: true, bytes: whole.at(-1) });
      expect(replayed.records).toHaveLength(whole.length);
    }
  });

  test("a bit changed before the last frame is damage; in the last one it is a torn tail", () => {
    const { bytes, ends } = journal();
    const lastStart = ends.at(-2)!;
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      expect(replay(changed).ok, `byte ${at}`).toBe(at >= lastStart);
    }
  });

  test("bytes lost or put in before the tail are damage", () => {
    const { bytes, ends } = journal();
    const cut = concatBytes(bytes.subarray(0, ends[1]), bytes.subarray(ends[2]));
    expect(replay(cut).ok).toBe(false);
    const added = concatBytes(
      bytes.subarray(0, ends[1]),
      Uint8Array.of(0),
      bytes.subarray(ends[1]),
    );
    expect(replay(added).ok).toBe(false);
  });

  test("frames that were never synced may be torn out of order: that is no damage", () => {
    const unsynced = records.map((record) => encodeFrame(record, first.length));
    unsynced[1] = new Uint8Array(unsynced[1]!.length); // a page that never reached the disk, though later ones did
    const replayed = replay(concatBytes(first, ...unsynced));
    expect(replayed).toMatchObject({ ok: true, bytes: first.length + unsynced[0]!.length });
  });

  test(`${CASES} byte strings: never an exception, and never a record that was not written`, () => {
    const written = new Set([first, journal().bytes].flatMap(recordsOf));
    for (const bytes of byteStrings(2, [first, journal().bytes])) {
      for (const record of recordsOf(bytes)) expect(written).toContain(record);
    }
  }, 120_000);

  test("an empty file, and bytes that are no journal, are damage and never throw", () => {
    expect(replay(new Uint8Array(0)).ok).toBe(false);
    const random = createRandom(3);
    for (let i = 0; i < 500; i++) expect(replay(random.bytes(random.below(300))).ok).toBe(false);
  });
});
