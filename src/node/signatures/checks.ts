import { availableParallelism } from "node:os";

import { Piscina } from "piscina";

import type { Transaction } from "../../chain/transaction.ts";
import { signaturesHold } from "../../execution/read-transaction.ts";
import { Turns } from "../turns.ts";
import { countSignatures, packSignatures } from "./request.ts";

/** Says of each transaction whether all of its signatures are their keys', in the same order. */
export type CheckSignatures = (transactions: readonly Transaction[]) => Promise<readonly boolean[]>;

/** On the event loop: for a few, and where no other core is to be had. */
export const checkHere: CheckSignatures = async (transactions) => {
  const verdicts: boolean[] = [];
  const turns = new Turns();
  for (const transaction of transactions) {
    if (turns.isOver) await turns.pass();
    verdicts.push(signaturesHold(transaction));
  }
  return verdicts;
};

/** A message to a thread and back costs as much as two or three signatures: fewer than these are checked sooner here. */
const SIGNATURES_MIN = 16;
/** More threads than this would wait for the event loop, which reads, orders and executes what they checked. */
const THREADS_MAX = 4;
/** Requests that wait for a thread. Beyond it whoever brings more pays with the event loop's time, which slows them down. */
const WAITING_MAX = 64;
/** A thread that nothing was asked of for so long ends. */
const IDLE_MS = 60_000;

/** Checks signatures in threads, one core left to the event loop. */
export class SignatureThreads {
  readonly #threads: Piscina<Uint8Array, Uint8Array>;

  /** `program`: the compiled module that a thread runs, if not the one beside this file. */
  constructor(program = new URL("./thread.js", import.meta.url)) {
    this.#threads = new Piscina({
      filename: program.href,
      minThreads: 0,
      maxThreads: Math.min(THREADS_MAX, Math.max(1, availableParallelism() - 1)),
      idleTimeout: IDLE_MS,
    });
  }

  readonly check: CheckSignatures = async (transactions) => {
    const isLittle = countSignatures(transactions) < SIGNATURES_MIN;
    if (isLittle || this.#threads.queueSize >= WAITING_MAX) return checkHere(transactions);
    const verdicts = await this.#threads.run(packSignatures(transactions));
    let at = 0;
    return transactions.map(({ signatures }) => {
      const from = at;
      at += signatures.length;
      return verdicts.subarray(from, at).every((valid) => valid === 1);
    });
  };

  /** Ends the threads; what they were asked and did not answer fails. */
  async stop(): Promise<void> {
    await this.#threads.destroy();
  }
}
