import { createInterface } from "node:readline";

import type { Devnet } from "../../e2e/devnet.ts";

/** What `portolan maker run --json` says at its end. */
export interface Ended {
  readonly inventory: readonly { asset: string; before: string; now: string }[];
  readonly gain: { asset: string; minor: string | null };
}

export interface MakerLine {
  readonly event: string;
  readonly code?: string;
}

/** The command as a member runs it: a process of its own, told by a signal to stop. */
export class MakerProcess {
  readonly lines: MakerLine[] = [];
  readonly #child: ReturnType<Devnet["spawn"]>;
  readonly #ended: Promise<number | null>;
  #said = "";

  constructor(devnet: Devnet, config: string, key: string, node: number) {
    const args = ["maker", "run", "--config", config, "--json", "--yes"];
    this.#child = devnet.spawn(args, { key, node });
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      this.lines.push(JSON.parse(line) as MakerLine);
    });
    this.#child.stderr.on("data", (chunk) => (this.#said += String(chunk)));
    this.#ended = new Promise((resolve) => this.#child.once("close", resolve));
  }

  count(event: string): number {
    return this.lines.filter((line) => line.event === event).length;
  }

  /** Resolves once it has quoted; throws what it said if it ended instead. */
  async quoting(): Promise<void> {
    while (this.count("quoted") === 0) {
      if (this.#child.exitCode !== null) throw new Error(`the maker ended: ${this.#said}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Ctrl-C; its last line. */
  async stop(): Promise<Ended> {
    this.#child.kill("SIGINT");
    const status = await this.#ended;
    const last = this.lines.at(-1);
    if (status !== 0 || last?.event !== "ended") {
      throw new Error(`the maker ended with ${status}: ${this.#said}`);
    }
    return last as unknown as Ended;
  }
}
