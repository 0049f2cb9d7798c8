import { type ChildProcess, type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** From the sources, or one folder deeper from the build, as the measurements run it. */
const launcher = ["../../bin/portolan.js", "../../../bin/portolan.js"]
  .map((path) => join(import.meta.dirname, path))
  .find((path) => existsSync(path))!;

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real devnet in a directory of its own: the launcher and its node processes, as `npm start` runs them. */
export class Devnet {
  readonly directory = mkdtempSync(join(tmpdir(), "portolan-e2e-"));
  readonly basePort: number;
  #launcher: ChildProcess | undefined;
  #output = "";

  private constructor(basePort: number) {
    this.basePort = basePort;
  }

  static async create(): Promise<Devnet> {
    return new Devnet(await freePortRange());
  }

  rpc(node = 0): string {
    return `http://127.0.0.1:${this.basePort + 10 * node}`;
  }

  get genesis(): string {
    return join(this.directory, "genesis.json");
  }

  /** Resolves when the closing lines are printed: the network runs and the money is there. Nobody trades but the test. */
  async start(): Promise<string> {
    const where = ["--dir", this.directory, "--base-port", String(this.basePort)];
    const args = [launcher, "devnet", ...where, "--no-market"];
    // The channel says nothing; the launcher ends when its other end does, however that comes about.
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    this.#launcher = child;
    this.#output = "";
    return new Promise((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        this.#output += chunk.toString();
        if (this.#output.includes("Ctrl-C stops the network")) resolve(this.#output);
      };
      child.stdout!.on("data", read);
      child.stderr!.on("data", read);
      child.once("exit", (code) =>
        reject(new Error(`the launcher ended with ${code}:\n${this.#output}`)),
      );
    });
  }

  /** Ctrl-C; resolves with the exit status. */
  async stop(): Promise<number> {
    const child = this.#launcher;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? 0;
    const ended = new Promise<number>((resolve) =>
      child.once("exit", (code) => resolve(code ?? 1)),
    );
    child.kill("SIGINT");
    return ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** SIGKILL to one node; the launcher starts it again a second later. */
  kill(node: number): void {
    process.kill(this.pid(node), "SIGKILL");
  }

  /**
   * SIGKILL to one node, which stays away until what is given back is called: the launcher is stopped meanwhile, and starts the node
   * a second after it goes on.
   */
  down(node: number): () => void {
    const launcher = this.#launcher!;
    this.kill(node);
    launcher.kill("SIGSTOP");
    return () => launcher.kill("SIGCONT");
  }

  /** Resolves when a node that was started again has caught up. */
  async isReady(node: number): Promise<void> {
    await eventually(`node ${node} to be ready`, async () => {
      const { ok } = await fetch(`${this.rpc(node)}/health/ready`);
      return ok ? ok : undefined;
    });
  }

  pid(node: number): number {
    return Number(readFileSync(join(this.directory, `node-${node}`, "pid"), "utf8"));
  }

  /** Runs the command line as a user would, with this devnet's keys; `input` is its standard input. */
  portolan(
    args: readonly string[],
    options: { readonly key?: string; readonly node?: number; readonly input?: string } = {},
  ): CommandResult {
    const { status, stdout, stderr } = spawnSync(process.execPath, this.#args(args, options), {
      encoding: "utf8",
      ...(options.input === undefined ? {} : { input: options.input }),
      cwd: this.directory,
      env: this.#environment(),
    });
    return { status: status ?? -1, stdout, stderr };
  }

  /** A command that must succeed: what it says to scripts. */
  json<T>(
    args: readonly string[],
    options: { readonly key?: string; readonly node?: number } = {},
  ): T {
    const { status, stdout, stderr } = this.portolan([...args, "--json"], options);
    if (status === 0 && stderr === "") return JSON.parse(stdout) as T;
    throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  }

  /** A command without waiting for it. */
  begin(
    args: readonly string[],
    options: { readonly key?: string; readonly node?: number } = {},
  ): Promise<CommandResult> {
    const child = this.spawn(args, options);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) => {
      child.once("close", (status) => resolve({ status: status ?? -1, stdout, stderr }));
    });
  }

  /** A process that goes on until it is told to end. */
  spawn(
    args: readonly string[],
    options: { readonly key?: string; readonly node?: number } = {},
  ): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, this.#args(args, options), {
      cwd: this.directory,
      env: this.#environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async call<T>(method: string, params: object = {}, node = 0): Promise<T> {
    const response = await fetch(`${this.rpc(node)}/rpc`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });
    const answer = (await response.json()) as { result?: T; error?: { message: string } };
    if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result as T;
  }

  key(name: string): string {
    return join(this.directory, "keys", `${name}.json`);
  }

  #args(args: readonly string[], { key, node = 0 }: { key?: string; node?: number }): string[] {
    const signer = key === undefined ? [] : ["--key", this.key(key)];
    return [launcher, ...args, "--rpc", this.rpc(node), ...signer];
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, PORTOLAN_PASSPHRASE: "" };
  }
}

/** Waits until `read` gives something, asking every 100 ms; errors of a node that is still starting are waited out. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined>,
  ms = 60_000,
): Promise<T> {
  const until = Date.now() + ms;
  let last: unknown;
  while (Date.now() < until) {
    try {
      const value = await read();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited ${ms} ms for ${what}`, { cause: last });
}

/** Forty free ports in a row below the range from which the system takes ports by itself. */
async function freePortRange(): Promise<number> {
  for (let base = 20_000 + (process.pid % 100) * 100; base < 32_000; base += 100) {
    const wanted = [0, 1, 10, 11, 20, 21, 30, 31].map((offset) => base + offset);
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error("no free ports");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
