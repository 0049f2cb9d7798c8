import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { databasePath, journalPath } from "../../src/node/first-journal.ts";
import { Load } from "../bench/load.ts";
import { eventually } from "../e2e/devnet.ts";
import { expectAgreement, expectVotes } from "./agreement.ts";
import { Flow } from "./flow.ts";
import { FourNodes } from "./four-nodes.ts";
import type { NodeRun } from "./node-run.ts";

// Goal: whatever happens to one validator's files, it never contradicts what it said before, and it
// takes part again.
// Method: four real processes under load; one is killed, its files are changed, it is started
// again. Its signature in a commit certificate shows that it votes; chain_evidence of the three
// others, which run all the time, that it was honest.

/** A case is over in a few seconds; on a busy machine the processes take longer to start. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const VICTIM = 3;
/** Blocks under load before a kill, so that the journal has more than it began with. */
const BLOCKS = 5;
/** Shorter than a test may take, so that what was stopped is let go. */
const WAIT_MS = 20_000;
/** Several rounds of what a validator repeats to three others. */
const MANY_MESSAGES = 12;

let four: FourNodes;
let load: Load;
let flow: Flow;
let node: NodeRun;
let journal: string;
let chain: string;
/** The victim's data directory as it was before the first test. */
let old: string;

beforeAll(async () => {
  four = await FourNodes.create();
  await four.start();
  node = four.nodes[VICTIM]!;
  const { data, directory } = node.layout;
  [journal, chain, old] = [journalPath(data), databasePath(data), join(directory, "old")];
  load = new Load(four.devnet);
  await load.open();
  flow = new Flow(load, 20);
  flow.start();
  await blocks(BLOCKS);
  await node.kill();
  cpSync(data, old, { recursive: true });
  await startAgain();
});

afterAll(async () => {
  await flow?.stop();
  load?.close();
  await four?.remove();
});

beforeEach(() => blocks(BLOCKS));

async function heightOf(one: number): Promise<number> {
  return (await four.devnet.call<{ height: number }>("chain_head", {}, one)).height;
}

async function blocks(count: number): Promise<void> {
  const from = await heightOf(0);
  await eventually(`${count} blocks`, async () => (await heightOf(0)) >= from + count || undefined);
}

async function startAgain(): Promise<void> {
  const outcome = await node.start();
  expect(outcome, node.stderr).toMatchObject({ ready: true });
}

async function expectTakesPart(): Promise<void> {
  await expectVotes(four, VICTIM);
  await expectAgreement(four);
}

/** Why the node said that it only observes. */
function observed(): string[] {
  return node
    .log()
    .filter(({ msg }) => msg === "observing, not voting")
    .map(({ reason }) => reason ?? "");
}

/** How many views the node has given up since it was started. */
function givenUp(): number {
  return node.log().filter(({ msg }) => msg === "gave a view up").length;
}

/** Messages leave in their order: when so many more have left, those before them have too. */
async function sentMuchMore(): Promise<void> {
  const sent = () => four.metric(VICTIM, "p2p_direct_messages_out");
  const from = await sent();
  await eventually("messages", async () => (await sent()) >= from + MANY_MESSAGES || undefined);
}

function flipBit(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at]! ^= 0x10;
  writeFileSync(file, bytes);
}

function flipIn(file: string, fraction: number): void {
  flipBit(file, Math.floor((statSync(file).size - 1) * fraction));
}

describe("the journal of a killed validator", () => {
  const lost = "the journal is missing, damaged or foreign";
  const reported = "the others said how far they are";

  test.each<[string, () => void, readonly string[] | undefined]>([
    [
      "C8: half a frame behind its end is a torn tail: it votes on",
      () => {
        const bytes = readFileSync(journal);
        writeFileSync(journal, Buffer.concat([bytes, bytes.subarray(0, 30)]));
      },
      [],
    ],
    [
      "C8: damaged before its tail: it observes until the others reported",
      () => flipIn(journal, 0.2),
      [lost, reported],
    ],
    ["C8: deleted: it observes until the others reported", () => rmSync(journal), [lost, reported]],
    [
      "C8: empty, as a crash after a deletion leaves it: it observes until the others reported",
      () => writeFileSync(journal, ""),
      [lost, reported],
    ],
    [
      // The bytes were synced and votes that rest on them may have left: whether the others can
      // tell depends on how far they came meanwhile. In no case may the node sign another vote in
      // the place of one that it forgot.
      "C8: cut by a few bytes that were synced: it votes again",
      () => writeFileSync(journal, readFileSync(journal).subarray(0, -5)),
      undefined,
    ],
    ["C8: an old copy: it votes again", () => cpSync(join(old, "journal"), journal), undefined],
  ])("%s", async (_, damage, reasons) => {
    await node.kill();
    damage();
    await startAgain();
    await expectTakesPart();
    if (reasons !== undefined) expect(observed()).toEqual(reasons);
  });

  test("C8: an old copy that lacks an open vote: the others' echo makes it observe", async () => {
    // With two of four there is no quorum: what the victim says last stays above the committed
    // view.
    for (const one of [1, 2]) four.nodes[one]!.signal("SIGSTOP");
    try {
      const before = givenUp();
      await eventually("a view given up", async () => givenUp() > before || undefined, WAIT_MS);
      await sentMuchMore(); // persist, then send: what it says in the log may not have left yet
      await node.kill();
      cpSync(join(old, "journal"), journal);
      await startAgain();
      await eventually("the echo", async () => observed()[0], WAIT_MS);
      expect(observed()).toEqual([
        expect.stringMatching(/^peers hold a .* of it in view \d+ that its journal lacks$/),
      ]);
    } finally {
      for (const one of [1, 2]) four.nodes[one]!.signal("SIGCONT");
    }
    await expectTakesPart();
    expect(observed().at(-1)).toBe(reported);
  });
});

describe("the database of a killed validator", () => {
  /**
   * LevelDB compares no checksum when it reads, and some bytes that cannot be meet an assertion of
   * its own first: it ends the process before anything of ours can speak. The way out is the same.
   */
  const refusal =
    /^DATABASE_DAMAGED: .*move its folder data\/chain away, keep data\/journal|leveldb.*Assertion/m;

  test.each<[string, () => void]>([
    ["deleted", () => rmSync(chain, { recursive: true })],
    [
      "put back from an old copy",
      () => {
        rmSync(chain, { recursive: true });
        cpSync(join(old, "chain"), chain, { recursive: true });
      },
    ],
  ])("C8: %s, with its journal kept: it catches up and votes on", async (_, damage) => {
    await node.kill();
    damage();
    await startAgain();
    await expectTakesPart();
    expect(observed()).toEqual([]);
  });

  test("C8: deleted with the journal: it catches up, and votes when the others reported", async () => {
    await node.kill();
    rmSync(node.layout.data, { recursive: true });
    await startAgain();
    await expectTakesPart();
    expect(observed()).toHaveLength(2);
  });

  test("without its file CURRENT: DATABASE_DAMAGED, and what the sentence says helps", async () => {
    await node.kill();
    rmSync(join(chain, "CURRENT"));
    const tables = readdirSync(chain);
    const outcome = await node.start();
    expect(outcome).toMatchObject({ ready: false, code: "DATABASE_DAMAGED" });
    expect(readdirSync(chain)).toEqual(expect.arrayContaining(tables)); // "nothing was changed"
    await followAdvice(node.stderr);
  });

  /** The largest file of a kind has the most to lose. */
  const largest = (ending: string): string =>
    readdirSync(chain)
      .filter((name) => name.endsWith(ending))
      .map((name) => join(chain, name))
      .sort((a, b) => statSync(b).size - statSync(a).size)[0]!;

  test.each<[string, number]>([
    [".log", 0.05],
    [".log", 0.6],
    [".log", 1],
    [".ldb", 0.5],
  ])(
    "one bit of a %s file flipped at %d of its length: refused, found, or made good",
    async (ending, at) => {
      await node.kill();
      flipIn(largest(ending), at);
      const outcome = await node.start();
      if (outcome.ready) await Promise.race([node.ended, sleep(500)]);
      const endedWith = outcome.ready ? await node.stop() : 1;
      if (endedWith !== 0) return followAdvice(node.stderr);
      const { status, stderr } = check();
      if (status !== 0) return followAdvice(stderr);
      await startAgain();
      return expectTakesPart();
    },
  );

  function check(): { status: number; stderr: string } {
    return four.devnet.portolan(["check", "--config", node.layout.config, "--json"]);
  }

  async function followAdvice(said: string): Promise<void> {
    expect(said).toMatch(refusal);
    rmSync(chain, { recursive: true });
    await startAgain();
    await expectTakesPart();
  }
});
