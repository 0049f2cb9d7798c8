import { spawn } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a process of ours in the foreground until it ends, passing signals on. Resolves with undefined if it was asked to end or did
 * its work, else with its status or the signal that ended it.
 */
export async function runInForeground(
  entry: string,
  args: readonly string[],
): Promise<number | NodeJS.Signals | undefined> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: "inherit" });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  const ended = await new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? signal ?? 1));
  });
  for (const signal of SIGNALS) process.off(signal, forward);
  return ended === 0 || ended === "SIGINT" || ended === "SIGTERM" ? undefined : ended;
}
