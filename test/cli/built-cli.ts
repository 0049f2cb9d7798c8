import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** The command line as it is shipped: a process of its own, from `dist`. */
const root = fileURLToPath(new URL("../../", import.meta.url));
export const launcher = `${root}bin/portolan.js`;

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds what is not up to date; does nothing after `npm test`'s own set-up. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, [`${root}scripts/setup.js`]);
  if (status !== 0) throw new Error(String(stderr));
}

/** Runs one command to its end, without a terminal. */
export function portolan(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Record<string, string> },
): Promise<Ran> {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd,
    env: { ...cleanEnvironment(), HOME: cwd, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

/** The environment without what would change the answers. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("PORTOLAN_"));
  return Object.fromEntries(entries);
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
