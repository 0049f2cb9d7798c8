import type { Answer } from "./words.ts";

const KEPT = 50;
const DOCUMENTS = ["order", "payment", "waybill", "list"];

/** How a day went, and where ledger and model part. */
export class Report {
  /** How often each kind of act ended with each code. */
  readonly codes = new Map<string, Map<string, number>>();
  /** How often each mismatch was named. */
  readonly mismatches = new Map<string, number>();
  /** The first ones in words. */
  readonly differences: string[] = [];
  differing = 0;
  operations = 0;
  documents = 0;
  matched = 0;
  /** Objects that were compared at the end. */
  compared = 0;
  deadlines = 0;
  /** Milliseconds of the executor alone: blocks with operations, and blocks of deadlines alone. */
  executorMs = 0;
  sweepMs = 0;

  same(what: string, ledger: unknown, model: unknown): void {
    const [found, wanted] = [text(ledger), text(model)];
    if (found === wanted) return;
    this.differing++;
    if (this.differences.length === KEPT) return;
    this.differences.push(`${what}: the ledger says ${found}, the model ${wanted}`);
  }

  /** What the ledger answered to an act. */
  did(kind: string, { code, said }: Answer): void {
    this.operations++;
    const own = this.codes.get(kind) ?? new Map<string, number>();
    this.codes.set(kind, own);
    add(own, code);
    if (!DOCUMENTS.includes(kind) || code !== "OK") return;
    this.documents++;
    for (const word of said.split(/[ ;]+/)) {
      if (word === "matched") this.matched++;
      else if (/^[A-Z]+_[A-Z_]+$/.test(word)) add(this.mismatches, word);
    }
  }
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

export function text(value: unknown): string {
  const written = JSON.stringify(value, (_, one: unknown) =>
    typeof one === "bigint" ? String(one) : one,
  );
  return written ?? "nothing";
}
