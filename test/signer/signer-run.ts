import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { SIGNER_ENTRY } from "../../src/cli/node-entry.ts";
import type { SigningKey } from "../../src/node/keys/key-file.ts";
import { saveKey } from "../../src/node/keys/key-store.ts";
import type { Place, TlsFiles } from "../../src/signer/address.ts";

/** What a signer says first: that it serves, that it made its state, or why it cannot. */
export type SignerOutcome =
  | { readonly ready: true; readonly publicKey: string; readonly port?: number }
  | { readonly made: true }
  | { readonly ready: false; readonly code: string; readonly message: string };

/** One signer as a process that the test itself starts and ends, in a directory of its own. */
export class SignerRun {
  readonly directory: string;
  #child: ChildProcess | undefined;
  #ended: Promise<number | null> = Promise.resolve(null);
  #listen = "";
  #tls: TlsFiles | undefined;
  #port = 0;
  /** What it logs, and the sentence for people when it cannot go on. */
  stderr = "";

  constructor(directory: string) {
    this.directory = directory;
    mkdirSync(this.run, { recursive: true, mode: 0o700 });
  }

  get run(): string {
    return join(this.directory, "run");
  }

  get socket(): string {
    return join(this.run, "signer.sock");
  }

  get state(): string {
    return join(this.directory, "state");
  }

  get votes(): string {
    return join(this.state, "votes");
  }

  get keyFile(): string {
    return join(this.directory, "validator.json");
  }

  async writeKey(key: SigningKey): Promise<void> {
    await saveKey(this.keyFile, key, "");
  }

  /** Writes the configuration: a socket, or an address with these TLS files. */
  configure(chains: readonly string[], tls?: TlsFiles, state = "state"): void {
    this.#tls = tls;
    this.#listen =
      tls === undefined
        ? 'socket = "run/signer.sock"'
        : `address = "127.0.0.1:0"\ntls = ${inline(tls)}`;
    this.writeConfig(
      `key = "validator.json"\nstate = "${state}"\nchains = ${JSON.stringify(chains)}\n\n[listen]\n${this.#listen}\n`,
    );
  }

  writeConfig(text: string): void {
    writeFileSync(join(this.directory, "signer.toml"), text);
  }

  /** Where a node finds it, with the node's own TLS files. */
  place(tls?: TlsFiles): Place {
    if (this.#tls === undefined) return { kind: "socket", path: this.socket };
    return { kind: "tcp", host: "127.0.0.1", port: this.#port, tls: tls! };
  }

  async start(...more: readonly string[]): Promise<SignerOutcome> {
    return this.#spawn([...this.#command, ...more]);
  }

  /** No file that it writes may grow beyond so many bytes, a multiple of 1,024. */
  async startWithFileLimit(bytes: number): Promise<SignerOutcome> {
    const script = `ulimit -f ${bytes / 1_024}; exec "$@"`;
    return this.#spawn(["bash", "-c", script, "bash", ...this.#command]);
  }

  get #command(): string[] {
    return [process.execPath, SIGNER_ENTRY, "--config", join(this.directory, "signer.toml")];
  }

  async #spawn(words: readonly string[]): Promise<SignerOutcome> {
    this.stderr = "";
    const child = spawn(words[0]!, words.slice(1), {
      // The channel says nothing; the signer ends when the test does, however that comes about.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...process.env, PORTOLAN_PASSPHRASE: "" },
    });
    this.#child = child;
    child.stderr!.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#ended = new Promise((resolve) => child.once("close", resolve));
    const first = new Promise<SignerOutcome>((resolve) =>
      createInterface({ input: child.stdout! }).once("line", (line) => {
        resolve(JSON.parse(line) as SignerOutcome);
      }),
    );
    const died = this.#ended.then((status): SignerOutcome => {
      return { ready: false, code: "DIED", message: `status ${status}: ${this.stderr}` };
    });
    const outcome = await Promise.race([first, died]);
    if (!("ready" in outcome) || !outcome.ready) await this.#ended;
    else this.#port = outcome.port ?? 0;
    return outcome;
  }

  /** Writes its system calls on files and sockets to a file, from when this resolves until it is stopped. */
  async trace(file: string): Promise<{ stop(): Promise<void> }> {
    const calls = "trace=write,writev,sendto,sendmsg,fdatasync";
    const words = ["-f", "-p", String(this.pid), "-yy", "-s", "0", "-o", file, "-e", calls];
    const child = spawn("strace", words, { stdio: ["ignore", "ignore", "pipe"] });
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    await Promise.race([ended, new Promise((resolve) => child.stderr.once("data", resolve))]);
    return {
      stop: async () => {
        child.kill("SIGINT");
        await ended;
      },
    };
  }

  /** Makes its state and starts it. */
  async begin(): Promise<void> {
    for (const outcome of [await this.start("--init"), await this.start()]) {
      if ("ready" in outcome && !outcome.ready) throw new Error(outcome.message);
    }
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves with the exit status; null if a signal ended it. */
  get ended(): Promise<number | null> {
    return this.#ended;
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  async kill(): Promise<void> {
    this.signal("SIGKILL");
    await this.#ended;
  }

  async stop(): Promise<number | null> {
    this.signal("SIGTERM");
    return this.#ended;
  }
}

export function inline({ key, certificate, ca }: TlsFiles): string {
  return `{ key = ${JSON.stringify(key)}, certificate = ${JSON.stringify(certificate)}, ca = ${JSON.stringify(ca)} }`;
}
