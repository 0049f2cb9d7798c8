import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { NodeLayout } from "../../src/cli/devnet/layout.ts";
import { NODE_ENTRY } from "../../src/cli/node-entry.ts";

/** What a node says first: that it serves, or why it cannot. */
export type Outcome =
  | { readonly ready: true; readonly height: number }
  | { readonly ready: false; readonly code: string; readonly message: string };

/** One record of the node's log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly reason?: string;
  readonly peerId?: string;
}

/**
 * One node as a process that the test itself starts and ends: a launcher would start a stopped one
 * again.
 */
export class NodeRun {
  readonly layout: NodeLayout;
  #child: ChildProcess | undefined;
  #logStart = 0;
  #ended: Promise<number | null> = Promise.resolve(null);
  /** What the process has written to standard error since it was started. */
  stderr = "";

  /** Which build it runs: this one, unless a test is about another. */
  readonly #entry: string;

  constructor(layout: NodeLayout, entry = NODE_ENTRY) {
    this.layout = layout;
    this.#entry = entry;
  }

  /** `through`: a command that runs the node's command, such as one that enters a namespace. */
  async start(through: readonly string[] = []): Promise<Outcome> {
    const { directory, config } = this.layout;
    const words = [...through, process.execPath, this.#entry, "--config", config];
    this.#logStart = existsSync(this.#log) ? statSync(this.#log).size : 0;
    this.stderr = "";
    const child = spawn(words[0]!, words.slice(1), {
      cwd: directory,
      // The channel says nothing; the node ends when the test does, however that comes about.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, PORTOLAN_PASSPHRASE: "" },
    });
    this.#child = child;
    child.stderr!.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = new Promise((resolve) => child.once("close", resolve));
    const first = new Promise<Outcome>((resolve) =>
      createInterface({ input: child.stdout! }).once("line", (line) => {
        resolve(JSON.parse(line) as Outcome);
      }),
    );
    const died = this.#ended.then((status): Outcome => {
      return { ready: false, code: "DIED", message: `status ${status}: ${this.stderr}` };
    });
    const outcome = await Promise.race([first, died]);
    if (!outcome.ready) await this.#ended; // then all that it said is here
    return outcome;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves with the exit status when the process has ended; null if a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  /** As a power cut that the disk survives. */
  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
  }

  async stop(): Promise<number | null> {
    this.signal("SIGTERM");
    return this.#ended;
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  /** The node's log since it was started; a last line that is half written is left out. */
  log(): LogLine[] {
    const text = readFileSync(this.#log).subarray(this.#logStart).toString("utf8");
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LogLine);
  }

  get #log(): string {
    return join(this.layout.log, "node.log");
  }
}
