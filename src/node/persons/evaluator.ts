import type { RegulatorKey } from "../../persons/regulator-key.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { EvaluatePersons, PersonEvaluation } from "../../rpc/person-evaluation.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { personKeys } from "../../transactions/customs/persons/records.ts";
import type { NodeLog } from "../log.ts";
import { Allowance, type MemberLimit } from "./allowance.ts";
import type { EvaluationThread } from "./evaluation-thread.ts";
import { UsedFile } from "./used-file.ts";

export interface EvaluatorParts {
  readonly key: RegulatorKey;
  readonly limit: MemberLimit;
  /** Where it is kept what members have used. */
  readonly usedPath: string;
  readonly ledger: LedgerReader;
  readonly thread: EvaluationThread;
  readonly log: Pick<NodeLog, "error">;
  readonly nowMs: () => number;
  /** Numbers that were evaluated, and that were refused. */
  readonly onEvaluated: (count: number) => void;
  readonly onRefused: (count: number) => void;
}

/** Requests that are worked on, of all members and of one, which must not keep the others waiting: some seconds of the thread. */
const RUNNING_MAX = 32;
const RUNNING_PER_MEMBER_MAX = 4;
const BUSY_MS = 1_000;

/** The regulator's end: evaluates what members have blinded, as often as each may ask. */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  readonly #allowance: Allowance;
  readonly #used: UsedFile;
  readonly #running = new Map<string, number>();

  /** Throws PERSON_LIMITS_DAMAGED. */
  constructor(parts: EvaluatorParts) {
    const { limit, usedPath, nowMs } = parts;
    const allowance = new Allowance(limit, UsedFile.load(usedPath));
    this.#parts = parts;
    this.#allowance = allowance;
    this.#used = new UsedFile(usedPath, () => allowance.remembered(nowMs()));
  }

  /** Evaluates for a member's node, 1 to 100 at a time. What is asked counts, whatever it turns out to be. */
  async evaluate(
    peerId: string,
    ...[country, blinded]: Parameters<EvaluatePersons>
  ): Promise<PersonEvaluation> {
    const { ledger, key, nowMs, onRefused } = this.#parts;
    const publicKey = personKeys.read(ledger, country)?.publicKey;
    if (publicKey === undefined || !equalBytes(publicKey, key.publicKey)) {
      return { code: "REGULATOR_REFUSED" };
    }
    const all = [...this.#running.values()].reduce((sum, one) => sum + one, 0);
    const own = this.#running.get(peerId) ?? 0;
    if (all >= RUNNING_MAX || own >= RUNNING_PER_MEMBER_MAX) {
      onRefused(blinded.length);
      return { code: "REGULATOR_BUSY", retryAfterMs: BUSY_MS };
    }
    const retryAfterMs = this.#allowance.take(peerId, blinded.length, nowMs());
    if (retryAfterMs > 0) {
      onRefused(blinded.length);
      return { code: "RATE_LIMITED", retryAfterMs };
    }
    this.#running.set(peerId, own + 1);
    try {
      return await this.#work(blinded);
    } finally {
      const left = this.#running.get(peerId)! - 1;
      if (left === 0) this.#running.delete(peerId);
      else this.#running.set(peerId, left);
    }
  }

  /** Ends the thread. */
  stop(): Promise<void> {
    return this.#parts.thread.stop();
  }

  /** Nothing is answered before it is on disk that it was asked. */
  async #work(blinded: readonly Uint8Array[]): Promise<PersonEvaluation> {
    const { thread, key, onEvaluated, onRefused } = this.#parts;
    const [done] = await Promise.all([thread.evaluate(key, blinded), this.#save()]);
    if ("badElement" in done) {
      onRefused(blinded.length);
      return { code: "BAD_ELEMENT", index: done.badElement };
    }
    onEvaluated(blinded.length);
    return { code: "OK", publicKey: key.publicKey, ...done };
  }

  async #save(): Promise<void> {
    try {
      await this.#used.save();
    } catch (error) {
      const message =
        "what members use cannot be kept, so nothing is evaluated; the disk may be full";
      this.#parts.log.error({ err: error }, message);
      throw error;
    }
  }
}
