import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";

import { CliError } from "../errors.ts";
import type { Layout } from "./layout.ts";

/**
 * Keeps two devnets out of one directory. Returns the way to release it. A lock whose process is gone (SIGKILL, a power
 * cut) is taken over.
 */
export function lockDevnet(layout: Layout): () => void {
  mkdirSync(layout.directory, { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(layout.lock, String(process.pid), { flag: "wx" });
      return () => releaseLock(layout);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readPid(layout.lock);
    if (holder !== undefined && holder !== process.pid && isRunning(holder, "devnet")) {
      const hint = `Stop it (kill ${holder}), or use another directory with --dir and another --base-port.`;
      const message = `Another devnet (process ${holder}) runs in ${layout.directory}.`;
      throw new CliError("DEVNET_RUNNING", message, hint);
    }
    rmSync(layout.lock, { force: true });
  }
  throw new CliError("DEVNET_RUNNING", `Another devnet starts in ${layout.directory}.`, "Wait.");
}

function releaseLock({ lock, directory }: Layout): void {
  rmSync(lock, { force: true });
  // A devnet that was refused before it made anything leaves no trace.
  if (readdirSync(directory).length === 0) rmdirSync(directory);
}

/** Refuses while nodes of a devnet that was killed are still alive: they hold ports and databases. */
export function refuseLeftovers(layout: Layout, validators: number): void {
  const pids: number[] = [];
  for (let i = 0; i < validators; i++) {
    const pid = readPid(layout.node(i).pid);
    if (pid !== undefined && isRunning(pid, layout.node(i).config)) pids.push(pid);
  }
  if (pids.length === 0) return;
  const list = pids.join(" ");
  const message = `Nodes of an earlier run in ${layout.directory} still run (processes ${list}).`;
  throw new CliError(
    "DEVNET_LEFTOVER",
    message,
    `Stop them with \`kill ${list}\` and start again.`,
  );
}

function readPid(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined; // no file: nobody ran here
  }
}

/** Process ids are used again, so where the system tells a process's command line, it must be one of ours. */
function isRunning(pid: number, mark: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark);
  } catch {
    return true; // a system without /proc: believe the id
  }
}
