import { Piscina } from "piscina";

import type { Evaluation } from "../../persons/evaluate.ts";
import type { RegulatorKey } from "../../persons/regulator-key.ts";
import { concatBytes } from "../../primitives/bytes.ts";
import { type PackedAnswer, type PackedQuestion, unpack } from "./packed.ts";

/** A thread that nothing was asked of for so long ends. */
const IDLE_MS = 60_000;

/** Evaluates in a thread: a full request takes a sixth of a second, for which nothing else of the node may wait (architecture 12). */
export class EvaluationThread {
  readonly #thread: Piscina<PackedQuestion, PackedAnswer>;

  /** `program`: the compiled module that the thread runs, if not the one beside this file. */
  constructor(program = new URL("./thread.js", import.meta.url)) {
    this.#thread = new Piscina({
      ...{ filename: program.href, minThreads: 0, maxThreads: 1 },
      idleTimeout: IDLE_MS,
    });
  }

  /** All of them under one proof, or the place of the first that is no element. */
  async evaluate(
    key: RegulatorKey,
    blinded: readonly Uint8Array[],
  ): Promise<Evaluation | { readonly badElement: number }> {
    return unpack(await this.#thread.run({ key, blinded: concatBytes(...blinded) }));
  }

  /** Ends the thread; what it was asked and did not answer fails. */
  async stop(): Promise<void> {
    await this.#thread.destroy();
  }
}
