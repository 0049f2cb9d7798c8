import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Table from "cli-table3";

import { createClock } from "../../../src/node/alarm.ts";
import { databasePath } from "../../../src/node/first-journal.ts";
import { openLedger } from "../../../src/node/ledger-parts.ts";
import type { JoinProgress } from "../../../src/node/snapshot/download.ts";
import { joinFromSnapshot } from "../../../src/node/snapshot/join.ts";
import { TestLedger } from "../../ledger.ts";
import { hostOf, membersOf } from "../../p2p/network.ts";
import { cpuSeconds } from "../cpu-seconds.ts";
import { bytesIn } from "../machine/bytes-in.ts";

const SERVER = join(import.meta.dirname, "../network/snapshot-server.js");

/** A node joins a chain of so many accounts, over loopback, from one other process. */
export async function measureSnapshot(
  accounts: number,
  say: (text: string) => void,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "portolan-bench-"));
  const server = fork(SERVER, [join(directory, "server"), String(accounts)]);
  try {
    const bootstrap = await addressesOf(server);
    const { genesis, chainId } = new TestLedger();
    const host = await hostOf({ n: 1, members: await membersOf(2), bootstrap, chainId });
    await host.start();
    const data = join(directory, "joiner");
    const parts = new Map<string, { fromMs: number; toMs: number; done: number }>();
    const onProgress = ({ part, done }: JoinProgress): void => {
      const now = performance.now();
      parts.set(part, { fromMs: parts.get(part)?.fromMs ?? now, toMs: now, done });
    };
    say("joining");
    const before = [process.pid, server.pid!].map(cpuSeconds);
    const startMs = performance.now();
    const log = { info: () => undefined, warn: (it: object) => say(JSON.stringify(it)) };
    const height = await joinFromSnapshot({ genesis, data, height: 0, host, log, onProgress });
    const joinedMs = performance.now();
    const cpu = [process.pid, server.pid!].map((pid, i) => cpuSeconds(pid) - before[i]!);
    const ledger = await openLedger(data, genesis, createClock());
    const openedMs = performance.now();
    await ledger.chain.store.close();
    await host.stop();

    const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
    const table = new Table({ head: ["joining from a snapshot", ""], style: { head: [] } });
    const rows: [string, string][] = [
      ["accounts", accounts.toLocaleString("en")],
      ["in all, with 2 s in which peers gather", seconds(joinedMs - startMs)],
      ...[...parts].map(([part, { fromMs, toMs, done }]): [string, string] => {
        return [`${part}: ${done.toLocaleString("en")}`, seconds(toMs - fromMs)];
      }),
      ["CPU of the joining process", `${cpu[0]!.toFixed(1)} s`],
      ["CPU of the serving process, its chain included", `${cpu[1]!.toFixed(1)} s`],
      ["opening what was fetched", seconds(openedMs - joinedMs)],
      ["on disk", `${(bytesIn(databasePath(data)) / 1e6).toFixed(0)} MB`],
      ["height", String(height)],
    ];
    table.push(...rows);
    process.stdout.write(`${table.toString()}\n`);
  } finally {
    server.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}

function addressesOf(server: ChildProcess): Promise<string[]> {
  return new Promise((resolve, reject) => {
    server.once("message", (value) => resolve((value as { addresses: string[] }).addresses));
    server.once("exit", (code) => reject(new Error(`the serving process ended with ${code}`)));
  });
}
