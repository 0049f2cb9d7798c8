import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { Load } from "../bench/load.ts";
import { expectAgreement, expectVotes } from "./agreement.ts";
import { Flow } from "./flow.ts";
import { FourNodes } from "./four-nodes.ts";
import type { NodeRun } from "./node-run.ts";

// Goal: a node whose disk is full stops with a code and a sentence, the others go on, and with
// space it takes part again.
// Method: a real node on a small tmpfs. It is mounted in a namespace of its own, which a process
// holds that ends with this test, however that comes about: nothing is ever left mounted.

/** A case is over in a few seconds; on a busy machine the processes take longer to start. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const VICTIM = 3;
const DISK_BYTES = 24 << 20;

/** `data/chain` alone is small: LevelDB meets the end of the disk. */
const smallDatabase = `
  cp -a "$1/chain" "$1/chain.kept"
  mount -t tmpfs -o size=${DISK_BYTES} none "$1/chain"
  cp -a "$1/chain.kept/." "$1/chain"
`;
/** `data` without `data/chain` is small: the journal meets the end of the disk. */
const smallJournal = `
  cp -a "$1" "$1.kept"
  mount -t tmpfs -o size=${DISK_BYTES} none "$1"
  cp "$1.kept/journal" "$1/journal"
  mkdir "$1/chain"
  mount --bind "$1.kept/chain" "$1/chain"
`;

let four: FourNodes;
let load: Load;
let flow: Flow;
let node: NodeRun;

beforeAll(async () => {
  four = await FourNodes.create();
  await four.start();
  node = four.nodes[VICTIM]!;
  load = new Load(four.devnet);
  await load.open();
  flow = new Flow(load, 20);
  flow.start();
});

afterAll(async () => {
  await flow?.stop();
  load?.close();
  await four?.remove();
});

/** A mount namespace, held by a process that ends when its standard input does. */
class Namespace {
  readonly #holder: ChildProcess;

  private constructor(holder: ChildProcess) {
    this.#holder = holder;
  }

  /** Undefined if this system does not let the test mount anything. */
  static async open(script: string, directory: string): Promise<Namespace | undefined> {
    const words = ["--mount", "sh", "-ec", `${script}\necho mounted; exec cat`, "sh", directory];
    const holder = spawn("unshare", words, { stdio: ["pipe", "pipe", "ignore"] });
    const isMounted = await new Promise<boolean>((resolve) => {
      holder.stdout.once("data", () => resolve(true));
      holder.once("error", () => resolve(false)); // no such command here
      holder.once("exit", () => resolve(false));
    });
    return isMounted ? new Namespace(holder) : undefined;
  }

  /** Runs a command inside. */
  get through(): string[] {
    return ["nsenter", "--target", String(this.#holder.pid), "--mount", "--"];
  }

  /** A path inside, as seen from outside. */
  path(inside: string): string {
    return join(`/proc/${this.#holder.pid}/root`, inside);
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#holder.once("exit", resolve));
    this.#holder.stdin!.end();
    await ended;
  }
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096, 1));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
  } finally {
    closeSync(file);
  }
}

test.each<[string, string, string, RegExp]>([
  ["the database", smallDatabase, "chain/ballast", /^DATABASE_FULL: .*Free space.*start the node/m],
  ["the journal", smallJournal, "ballast", /^JOURNAL_[A-Z]+: .*Free space.*start the node/m],
])(
  "C8: no space for %s: the node stops and says so, and votes again once there is space",
  async (_, script, ballast, sentence) => {
    await node.kill();
    const { data } = node.layout;
    const namespace = await Namespace.open(script, data);
    if (namespace === undefined) {
      process.stdout.write("a full disk was not looked at: mounting is not permitted here\n");
      return;
    }
    try {
      expect(await node.start(namespace.through)).toMatchObject({ ready: true });
      await expectVotes(four, VICTIM);
      fill(namespace.path(join(data, ballast)));
      expect(await node.ended).toBe(1);
      expect(node.stderr).toMatch(sentence);

      rmSync(namespace.path(join(data, ballast)));
      expect(await node.start(namespace.through)).toMatchObject({ ready: true });
      await expectVotes(four, VICTIM);
      await expectAgreement(four);
    } finally {
      await node.kill();
      await namespace.close();
    }
  },
);
