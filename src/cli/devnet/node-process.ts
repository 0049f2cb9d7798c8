import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { CliError } from "../errors.ts";
import { NODE_ENTRY } from "../node-entry.ts";
import type { NodeLayout } from "./layout.ts";

/** What a node says on its first line, once it serves. */
export interface Ready {
  readonly rpc: string;
  readonly peerId: string;
  readonly height: number;
}

const READY_MS = 60_000;
const STOP_MS = 10_000;
const RESTART_MS = 1_000;
const RESTART_MS_MAX = 30_000;
const LAST_WORDS = 4_000;

/** One node of a devnet: a process that is started, started again when it dies, and stopped. */
export class NodeProcess {
  readonly layout: NodeLayout;
  readonly #say: (text: string) => void;
  #child: ChildProcess | undefined;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;
  #lastWords = "";

  constructor(layout: NodeLayout, say: (text: string) => void) {
    this.layout = layout;
    this.#say = say;
  }

  /** Starts the node; resolves when it serves. Throws what the node itself said if it does not come up. */
  async start(): Promise<Ready> {
    const ready = await this.#launch();
    this.#child?.once("exit", (code, signal) => this.#onDeath(code ?? signal));
    return ready;
  }

  /** SIGTERM, and after ten seconds SIGKILL: the ledger survives both, a clean end only starts faster. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (child !== undefined && isAlive(child)) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const timer = setTimeout(() => {
        this.#say(`${this.layout.name} did not stop within ${STOP_MS / 1_000} s and is killed`);
        child.kill("SIGKILL");
      }, STOP_MS);
      await ended;
      clearTimeout(timer);
    }
    rmSync(this.layout.pid, { force: true });
  }

  #launch(): Promise<Ready> {
    const { directory, config, pid, log } = this.layout;
    // Own group: Ctrl-C in the terminal reaches the launcher alone, which then stops the nodes in order.
    const child = spawn(process.execPath, [NODE_ENTRY, "--config", config], {
      cwd: directory,
      detached: true,
      // The channel says nothing; its end tells the node that the launcher is gone, even by SIGKILL.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, PORTOLAN_PASSPHRASE: "" },
    });
    this.#child = child;
    this.#lastWords = "";
    if (child.pid !== undefined) writeFileSync(pid, String(child.pid));
    const words = createWriteStream(join(log, "stderr.log"), { flags: "a" });
    child.stderr!.on("data", (chunk: Buffer) => {
      words.write(chunk);
      this.#lastWords = (this.#lastWords + chunk.toString()).slice(-LAST_WORDS);
    });
    child.stderr!.on("end", () => words.end());
    return this.#untilReady(child);
  }

  #untilReady(child: ChildProcess): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill("SIGKILL");
        reject(this.#failure(`is not ready after ${READY_MS / 1_000} s`));
      }, READY_MS);
      child.once("error", (error) => {
        clearTimeout(timer);
        reject(this.#failure(`cannot be started (${error.message})`));
      });
      child.once("close", (code, signal) => {
        clearTimeout(timer);
        reject(this.#failure(`ended with ${code ?? signal} before it was ready`));
      });
      createInterface({ input: child.stdout! }).on("line", (line) => {
        const ready = parseReady(line);
        if (ready === undefined) return;
        clearTimeout(timer);
        resolve(ready);
      });
    });
  }

  #onDeath(how: number | string | null): void {
    if (this.#stopping) return;
    this.#say(`${this.layout.name} ended with ${how}; it is started again`);
    this.#restartAfter(RESTART_MS);
  }

  #restartAfter(delayMs: number): void {
    this.#restart = setTimeout(() => {
      this.start().then(
        ({ height }) => this.#say(`${this.layout.name} is back at height ${height}`),
        (error: Error) => {
          if (this.#stopping) return;
          this.#say(error.message);
          this.#restartAfter(Math.min(2 * delayMs, RESTART_MS_MAX));
        },
      );
    }, delayMs);
  }

  /** The node's own code and sentence, if its last words have one. */
  #failure(what: string): CliError {
    const { name, log } = this.layout;
    const hint = `Its log is in ${log}.`;
    const spoken = /^([A-Z][A-Z0-9_]+): (.+)$/m.exec(this.#lastWords);
    if (spoken !== null) return new CliError(spoken[1]!, `${name}: ${spoken[2]!}`, hint);
    const last = this.#lastWords.trim().split("\n").slice(-5).join("\n");
    const message = `${name} ${what}.${last === "" ? "" : `\n${last}`}`;
    return new CliError("NODE_FAILED", message, hint);
  }
}

function parseReady(line: string): Ready | undefined {
  try {
    const parsed = JSON.parse(line) as { ready?: unknown } & Ready;
    return parsed.ready === true ? parsed : undefined;
  } catch {
    return undefined; // another line than the one that is waited for
  }
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}
