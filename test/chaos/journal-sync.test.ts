import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import { FourNodes } from "./four-nodes.ts";
import { judge, parseCalls } from "./system-calls.ts";

// Goal: no vote leaves a process before the journal entry that it rests on is on disk.
// Method: the system calls of a real validator of four, on a chain without transactions, where
// nothing but votes, certificates and proposals is as large as a vote.

const TRACE_MS = 6_000;
const CALLS = "trace=write,writev,sendto,sendmsg,fdatasync";

/** Undefined if this system has no strace, or does not let it look into other processes. */
async function traceOf(pid: number, file: string): Promise<string | undefined> {
  if (spawnSync("strace", ["-V"]).status !== 0) return undefined;
  const words = ["-f", "-p", String(pid), "-yy", "-ttt", "-s", "0", "-o", file, "-e", CALLS];
  const child = spawn("strace", words, { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await Promise.race([ended, sleep(TRACE_MS)]);
  child.kill("SIGINT");
  await ended;
  return readFileSync(file, "utf8") || undefined;
}

test("C8: persist, then send, as the system calls of a validator show", async () => {
  const four = await FourNodes.create({ parameters: { emptyBlockIntervalMs: 500 } });
  onTestFinished(() => four.remove());
  await four.start();
  const { pid } = four.nodes[3]!;
  const trace = await traceOf(pid, join(four.devnet.directory, "strace.log"));
  if (trace === undefined) {
    process.stdout.write("the order of system calls was not looked at: there is no strace here\n");
    return;
  }
  const calls = parseCalls(trace);
  const { windows, early } = judge(calls);
  const syncs = calls.filter(({ kind }) => kind === "sync").length;
  process.stdout.write(`${calls.length} calls, ${syncs} syncs, ${windows} windows judged\n`);
  expect(windows).toBeGreaterThanOrEqual(3);
  expect(early).toBe(0);
}, 60_000);

const journal = "25</data/journal>";
const socket = "28<TCP:[127.0.0.1:53888->127.0.0.1:23711]>";
const quiet = [
  `7 1.000000 write(${journal}, ""..., 276) = 276`,
  `8 1.000100 fdatasync(${journal}) = 0`,
  `7 1.000200 write(${socket}, ""..., 138) = 138`,
];

test.each<[string, readonly string[], { windows: number; early: number }]>([
  [
    "sync, then send",
    [
      `7 2.000000 write(${journal}, ""..., 276) = 276`,
      `8 2.000100 fdatasync(${journal} <unfinished ...>`,
      `7 2.000150 write(${socket}, ""..., 34) = 34`,
      `8 2.000200 <... fdatasync resumed>) = 0`,
      `7 2.000300 writev(${socket}, [{iov_base="", iov_len=90}, {iov_base="", iov_len=48}], 2) = 138`,
    ],
    { windows: 1, early: 0 },
  ],
  [
    "send while the sync is under way",
    [
      `7 2.000000 write(${journal}, ""..., 276) = 276`,
      `8 2.000100 fdatasync(${journal} <unfinished ...>`,
      `7 2.000150 write(${socket}, ""..., 138) = 138`,
      `8 2.000200 <... fdatasync resumed>) = 0`,
    ],
    { windows: 1, early: 1 },
  ],
  [
    "another file's sync is none",
    [
      `7 2.000000 write(${journal}, ""..., 276) = 276`,
      `8 2.000100 fdatasync(22</data/chain/000003.log>) = 0`,
      `7 2.000150 write(${socket}, ""..., 138) = 138`,
    ],
    { windows: 1, early: 1 },
  ],
])("the judge itself: %s", (_, lines, verdict) => {
  expect(judge(parseCalls([...quiet, ...lines].join("\n")))).toEqual(verdict);
});
