import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Statement } from "../../src/chain/vote.ts";
import { sha256 } from "../../src/primitives/hasher.ts";
import { utf8 } from "../../src/primitives/bytes.ts";
import { type Verdict, VIEWS_KEPT } from "../../src/signer/signed-votes.ts";
import { SLOT_BYTES } from "../../src/signer/state-bytes.ts";
import { bornPath, StateFile, votesPath } from "../../src/signer/state-file.ts";
import { testKey } from "../keys.ts";
import { vote } from "./statements.ts";

// Goal: a key never signs two votes where C7 allows one, and a state that cannot be trusted is not used.
// Method: the state's own code on a real disk. Every rule is looked at twice: before and after the state is opened again.

let directory: string;
const { publicKey } = testKey("validator");

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "portolan-signer-")), "state");
  StateFile.make(directory, publicKey);
});

afterEach(() => rmSync(join(directory, ".."), { recursive: true, force: true }));

/** Signs as the signer does: what is new is remembered. */
function signAll(state: StateFile, statements: readonly Statement[]): Verdict[] {
  return statements.map((one) => {
    const verdict = state.votes.judge(one);
    if (verdict === "new") state.remember(one);
    return verdict;
  });
}

function withState<T>(use: (state: StateFile) => T): T {
  const state = new StateFile(directory, publicKey);
  try {
    return use(state);
  } finally {
    state.close();
  }
}

const open = (): void => withState(() => undefined);
const votes = (): string => votesPath(directory);

describe("what is signed after what", () => {
  const high = VIEWS_KEPT + 10;
  const rows: readonly [string, readonly Statement[], Statement, Verdict][] = [
    ["the first vote", [], vote("prepare", 1), "new"],
    ["the same vote again", [vote("prepare", 1)], vote("prepare", 1), "same"],
    ["C7: PREPARE for another block", [vote("prepare", 1)], vote("prepare", 1, "b"), "DOUBLE_SIGN"],
    ["C7: COMMIT for another block", [vote("commit", 1)], vote("commit", 1, "b"), "DOUBLE_SIGN"],
    ["C7: COMMIT after VIEW-CHANGE", [vote("view-change", 1)], vote("commit", 1), "DOUBLE_SIGN"],
    ["C7: VIEW-CHANGE after COMMIT", [vote("commit", 1)], vote("view-change", 1), "DOUBLE_SIGN"],
    ["C7: PREPARE after VIEW-CHANGE", [vote("view-change", 1)], vote("prepare", 1), "new"],
    ["C7: VIEW-CHANGE after PREPARE", [vote("prepare", 1)], vote("view-change", 1), "new"],
    ["COMMIT after PREPARE", [vote("prepare", 1)], vote("commit", 1), "new"],
    ["another block in the next view", [vote("prepare", 1)], vote("prepare", 2, "b"), "new"],
    ["COMMIT in a view that was left", [vote("prepare", 9)], vote("commit", 8), "new"],
    ["the oldest view in memory", [vote("prepare", high)], vote("commit", 11), "new"],
    ["the view below it", [vote("prepare", high)], vote("commit", 10), "STALE"],
    [
      "a vote that fell out of memory",
      [vote("prepare", 1), vote("prepare", high)],
      vote("prepare", 1),
      "STALE",
    ],
    ["C13: view 1 of the next epoch", [vote("commit", 9)], vote("prepare", 1, "b", 1), "new"],
    ["C13: the epoch before", [vote("prepare", 1, "a", 1)], vote("commit", 9), "STALE"],
    [
      "C13: views of an older epoch say nothing about this one's",
      [vote("commit", high), vote("prepare", 1, "a", 1)],
      vote("commit", 1, "a", 1),
      "new",
    ],
    [
      "another chain of the same key",
      [vote("prepare", 1)],
      { ...vote("prepare", 1, "b"), chainId: sha256(utf8("another chain")) },
      "new",
    ],
  ];

  test.each(rows)("%s", (_, before, then, verdict) => {
    withState((state) => {
      signAll(state, before);
      expect(state.votes.judge(then)).toBe(verdict);
    });
    withState((state) => expect(state.votes.judge(then)).toBe(verdict));
  });

  test("a file of many votes is begun anew, and remembers what it must", () => {
    const last = 2_500;
    const of = (view: number): Statement[] => [vote("prepare", view), vote("commit", view)];
    withState((state) => {
      for (let view = 1; view <= last; view++) signAll(state, of(view));
    });
    const slots = statSync(votes()).size / SLOT_BYTES;
    expect(slots).toBeLessThan(2 * last);
    expect(slots).toBeGreaterThan(2 * VIEWS_KEPT);
    withState((state) => {
      expect(signAll(state, of(last))).toEqual(["same", "same"]);
      expect(signAll(state, [vote("view-change", last)])).toEqual(["DOUBLE_SIGN"]);
      expect(signAll(state, of(last - VIEWS_KEPT + 1))).toEqual(["same", "same"]);
      expect(signAll(state, of(last - VIEWS_KEPT))).toEqual(["STALE", "STALE"]);
    });
  });
});

describe("a torn tail", () => {
  const [first, second] = [vote("prepare", 1), vote("prepare", 2)];

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["half of a vote", (bytes) => Buffer.concat([bytes, bytes.subarray(0, SLOT_BYTES / 2)])],
    ["one byte of a vote", (bytes) => Buffer.concat([bytes, Buffer.of(7)])],
    [
      "space for a vote, and nothing in it",
      (bytes) => Buffer.concat([bytes, Buffer.alloc(SLOT_BYTES)]),
    ],
  ])(
    "%s: it was never synced, so nothing rests on it: it is cut, and the next vote is kept",
    (_, tear) => {
      withState((state) => signAll(state, [first]));
      writeFileSync(votes(), tear(readFileSync(votes())));
      withState((state) => {
        expect(signAll(state, [first, second])).toEqual(["same", "new"]);
      });
      expect(statSync(votes()).size).toBe(3 * SLOT_BYTES);
      withState((state) => expect(signAll(state, [first, second])).toEqual(["same", "same"]));
    },
  );
});

describe("a state that cannot be trusted", () => {
  const flip = (at: number): void => {
    const bytes = readFileSync(votes());
    bytes[at < 0 ? bytes.length + at : at]! ^= 0x10;
    writeFileSync(votes(), bytes);
  };
  const slot = (bytes: Buffer, i: number): Buffer =>
    bytes.subarray(i * SLOT_BYTES, (i + 1) * SLOT_BYTES);
  const rearrange = (order: readonly number[]): void => {
    const bytes = readFileSync(votes());
    writeFileSync(votes(), Buffer.concat(order.map((i) => slot(bytes, i))));
  };

  test.each<[string, () => void, string, RegExp]>([
    ["a bit of the first slot flipped", () => flip(3), "STATE_DAMAGED", /make a new key/],
    ["a bit of a vote flipped", () => flip(SLOT_BYTES + 40), "STATE_DAMAGED", /make a new key/],
    ["a bit of the last vote flipped", () => flip(-50), "STATE_DAMAGED", /make a new key/],
    ["a vote left out", () => rearrange([0, 2, 3]), "STATE_DAMAGED", /make a new key/],
    ["two votes exchanged", () => rearrange([0, 2, 1, 3]), "STATE_DAMAGED", /make a new key/],
    ["the last vote twice", () => rearrange([0, 1, 2, 3, 3]), "STATE_DAMAGED", /make a new key/],
    ["an empty file", () => writeFileSync(votes(), ""), "STATE_DAMAGED", /make a new key/],
    [
      "two slots of zeros",
      () =>
        writeFileSync(
          votes(),
          Buffer.concat([readFileSync(votes()), Buffer.alloc(2 * SLOT_BYTES)]),
        ),
      "STATE_DAMAGED",
      /make a new key/,
    ],
    ["no file, and the mark of one", () => rmSync(votes()), "STATE_MISSING", /make a new key/],
    [
      "neither file nor mark",
      () => rmSync(directory, { recursive: true }),
      "STATE_NOT_MADE",
      /portolan signer --config FILE --init/,
    ],
    [
      "a folder that others write to",
      () => chmodSync(directory, 0o777),
      "STATE_EXPOSED",
      /chmod 700/,
    ],
  ])("%s is refused, with a sentence that says what to do", (_, damage, code, advice) => {
    withState((state) =>
      signAll(
        state,
        [1, 2, 3].map((view) => vote("prepare", view)),
      ),
    );
    damage();
    const before = existsSync(votes()) ? readFileSync(votes()) : undefined;
    expect(open).toThrow(expect.objectContaining({ code }));
    expect(open).toThrow(advice);
    expect(existsSync(votes()) ? readFileSync(votes()) : undefined).toEqual(before);
  });

  test("another key's is STATE_OF_OTHER_KEY", () => {
    const other = testKey("other").publicKey;
    expect(() => new StateFile(directory, other)).toThrow(
      expect.objectContaining({ code: "STATE_OF_OTHER_KEY" }),
    );
  });

  test.each<[string, () => void]>([
    ["with its votes", () => undefined],
    ["whose votes are gone", () => rmSync(votes())],
    ["whose mark is gone", () => rmSync(bornPath(directory))],
  ])("one that was made %s is not made again", (_, damage) => {
    damage();
    expect(() => StateFile.make(directory, publicKey)).toThrow(
      expect.objectContaining({ code: "STATE_EXISTS" }),
    );
  });

  test("a mark that a crash kept from being written is written at the next start", () => {
    rmSync(bornPath(directory));
    open();
    expect(existsSync(bornPath(directory))).toBe(true);
  });
});

describe("two signers on one state", () => {
  test("of two that sign in turn, none signs what the other's vote forbids: STATE_IN_USE", () => {
    const [one, two] = [new StateFile(directory, publicKey), new StateFile(directory, publicKey)];
    one.remember(vote("prepare", 1));
    const inUse: unknown = expect.objectContaining({ code: "STATE_IN_USE" });
    expect(() => two.remember(vote("prepare", 1, "b"))).toThrow(inUse);
    expect(() => one.remember(vote("prepare", 2))).toThrow(inUse);
    one.close();
    two.close();
  });

  test("an old copy put in the place of the file is seen at the next vote", () => {
    const old = readFileSync(votes());
    const state = new StateFile(directory, publicKey);
    state.remember(vote("prepare", 1));
    rmSync(votes());
    writeFileSync(votes(), old);
    expect(() => state.remember(vote("prepare", 2))).toThrow(
      expect.objectContaining({ code: "STATE_IN_USE" }),
    );
    state.close();
  });
});
