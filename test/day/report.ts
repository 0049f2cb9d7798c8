import type { Event } from "./events.ts";

export interface Difference {
  readonly what: string;
  readonly ledger: string;
  readonly model: string;
}

/** How a day went, and where ledger and model part. */
export class Report {
  /** How often each action ended with each code, by `action code`. */
  readonly codes = new Map<string, number>();
  readonly differences: Difference[] = [];
  transactions = 0;
  /** Balances, holds, sums spent and payments that were compared at the end. */
  compared = 0;

  outcome({ action }: Event, ledger: string, model: string): void {
    this.transactions++;
    const name = `${action.kind} ${ledger}`;
    this.codes.set(name, (this.codes.get(name) ?? 0) + 1);
    if (ledger === model) return;
    const what = JSON.stringify(action, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    this.differences.push({ what, ledger, model });
  }

  same(what: string, ledger: unknown, model: unknown): void {
    this.compared++;
    if (String(ledger) === String(model)) return;
    this.differences.push({ what, ledger: String(ledger), model: String(model) });
  }
}
