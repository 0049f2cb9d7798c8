import "../primitives/polyfill.ts";

import { parseArgs } from "node:util";

import { loadConfig, loadGenesis } from "./config.ts";
import { createLog, type NodeLog } from "./log.ts";
import { boundHeapGrowth } from "./heap.ts";
import { installNative } from "./native.ts";
import { type RunningNode, startNode } from "./node.ts";
import { liveUntilStopped } from "./process-life.ts";
import type { JoinProgress } from "./snapshot/download.ts";

/** How long a stop may take before the process ends anyway: everything that matters is on disk already. */
const STOP_MS = 8_000;

/** One node as a process: `node main.js --config FILE`. Prints one JSON line when it serves, or when it cannot. */
async function main(): Promise<void> {
  boundHeapGrowth();
  installNative();
  const { values } = parseArgs({ options: { config: { type: "string", default: "config.toml" } } });
  const config = loadConfig(values.config);
  const genesis = loadGenesis(config.genesis);
  const log = createLog(config.name, config.logLevel, config.log);

  const running: { node?: RunningNode } = {};
  const onFatal = liveUntilStopped({
    ...{ log, fail, stopMsMax: STOP_MS, fatal: "stopping: going on would break a promise" },
    stop: () => running.node?.stop(),
  });

  const passphrase = process.env["PORTOLAN_PASSPHRASE"] ?? "";
  const started = await startNode({
    ...{ config, genesis, log, passphrase, onFatal },
    onJoining: joiningReport(log),
  });
  running.node = started;
  const ready = {
    ready: true,
    rpc: started.rpcUrl,
    peerId: started.peerId,
    height: started.height(),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  log.info(ready, "serving");
}

/** A start from a snapshot may take minutes: a line a second for people, and in the log. */
function joiningReport(log: NodeLog): (progress: JoinProgress) => void {
  let saidMs = 0;
  return ({ part, height, share, done }) => {
    if (share < 1 && performance.now() - saidMs < 1_000) return;
    saidMs = performance.now();
    const percent = Math.floor(100 * share);
    log.info({ part, height, percent, done }, "joining from a snapshot");
    process.stderr.write(`joining from a snapshot of height ${height}: ${part} ${percent} %\n`);
  };
}

/** The reason on standard output as one JSON line, and for people on standard error. */
function fail(error: unknown): void {
  const { code = "INTERNAL", message: whole } = error as { code?: string; message: string };
  const message = whole.startsWith(`${code}: `) ? whole.slice(code.length + 2) : whole;
  process.stdout.write(`${JSON.stringify({ ready: false, code, message })}\n`);
  process.stderr.write(`${code}: ${message}\n`);
}

main().catch((error: unknown) => {
  fail(error);
  process.exit(1);
});
