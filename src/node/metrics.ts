import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import type { Note } from "../consensus/ports.ts";

/** What Prometheus reads of a node. Names start with `portolan_`; event-loop delay and memory come with Node.js's own. */
export class Metrics {
  readonly registry = new Registry();
  readonly #height = this.#gauge("height", "Height of the newest committed block.");
  readonly #view = this.#gauge("view", "Current consensus view.");
  readonly #transactions = this.#counter("transactions_committed_total", "Committed transactions.");
  readonly #failed = this.#counter(
    "transactions_failed_total",
    "Committed transactions that failed.",
  );
  readonly #viewChanges = this.#counter("view_changes_total", "Views that this replica gave up.");
  readonly #unacceptable = this.#counter("proposals_unacceptable_total", "Proposals refused (C2).");
  readonly #unsigned = this.#counter(
    "views_unsigned_total",
    "Views in which the signer did not sign a vote when it was asked.",
  );
  readonly #evidence = this.#counter("evidence_total", "Double votes seen (C14).");
  readonly #invariants = this.#counter(
    "invariants_broken_total",
    "Transactions dropped because they would have broken an invariant. Any is an alarm.",
  );
  readonly #lag = new Histogram({
    name: "portolan_block_delay_seconds",
    help: "From a block's time to its commit here; clock skew shows in it.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A figure that is read when Prometheus asks. */
  observe(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `portolan_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** A count that only grows, from wherever the answer is called. */
  count(name: string, help: string): (count: number) => void {
    const counter = this.#counter(name, help);
    return (count) => counter.inc(count);
  }

  committed(height: number, receipts: readonly { code: string }[], delayMs: number): void {
    this.#height.set(height);
    this.#transactions.inc(receipts.length);
    this.#failed.inc(receipts.filter(({ code }) => code !== "OK").length);
    this.#lag.observe(Math.max(0, delayMs) / 1_000);
  }

  brokenInvariants(count: number): void {
    this.#invariants.inc(count);
  }

  note(note: Note): void {
    if (note.kind === "view") this.#view.set(note.view);
    if (note.kind === "view-change") this.#viewChanges.inc();
    if (note.kind === "unacceptable") this.#unacceptable.inc();
    if (note.kind === "unsigned") this.#unsigned.inc();
    if (note.kind === "evidence") this.#evidence.inc();
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name: `portolan_${name}`, help, registers: [this.registry] });
  }

  #counter(name: string, help: string): Counter {
    return new Counter({ name: `portolan_${name}`, help, registers: [this.registry] });
  }
}
