import { parseArgs } from "node:util";

/** What can be measured, in the order in which `npm run bench` does it. */
const NAMES = [
  "executor",
  "state",
  "banking",
  "book",
  "paths",
  "throughput",
  "market",
  "latency",
  "overload",
  "rpc",
  "soak",
  "memory",
  "declarations",
  "parcels",
  "sync",
] as const;
/** What the guard has time for. */
const QUICK_NAMES = ["executor", "state", "throughput", "latency"] as const;
export type Measure = (typeof NAMES)[number];

export interface BenchOptions {
  readonly measures: readonly Measure[];
  /** The regression guard: everything short, and figures are compared with bounds. */
  readonly quick: boolean;
  /** Of each measured phase. */
  readonly seconds: number;
  /** Accounts that pay. */
  readonly accounts: number;
  /** Accounts of the database that `memory` and `sync` make. */
  readonly databaseAccounts: number;
  /** Client processes. */
  readonly clients: number;
  /** Transactions in one call at the peak. */
  readonly array: number;
  readonly outstanding: number;
  /** Transfers a second; measured if absent. */
  readonly peak: number | undefined;
  /** Keys of the largest state. */
  readonly keys: number;
  /** Payments that wait in the largest ledger of `banking`, and offers that rest in the largest book of `book`. */
  readonly objects: number;
  /** Lists, each with its three documents, of the chain of `declarations`. */
  readonly declarations: number;
  /** What is told of all parcels together, on the chain of `parcels`. */
  readonly events: number;
  /** Parcels packed from the batch that `parcels` recalls. */
  readonly parcels: number;
  /** Of the long run. */
  readonly transactions: number;
  /** Folder of results. */
  readonly out: string;
  /** Write figures and plots into docs. */
  readonly keep: boolean;
}

export class BenchUsageError extends Error {}

const FULL = { seconds: 60, accounts: 100_000, keys: 10_000_000, databaseAccounts: 1_000_000 };
const QUICK = { seconds: 8, accounts: 2_000, keys: 100_000, databaseAccounts: 10_000 };

/** Reads the command line. Throws BenchUsageError with the sentence to show. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parse(argv);
  const quick = values.quick ?? false;
  const defaults = quick ? QUICK : FULL;
  const measures = positionals.map((name) => {
    const known = NAMES.find((one) => one === name);
    if (known !== undefined) return known;
    throw new BenchUsageError(`"${name}" is no measurement; there are ${NAMES.join(", ")}.`);
  });
  const number = (name: keyof typeof values, fallback: number, max = 1e9): number => {
    const typed = values[name];
    if (typeof typed !== "string") return fallback;
    const value = /^[0-9_]{1,12}$/.test(typed) ? Number(typed.replaceAll("_", "")) : 0;
    if (value >= 1 && value <= max) return value;
    throw new BenchUsageError(`--${name}: "${typed}" is not a whole number from 1 to ${max}.`);
  };
  return {
    measures: measures.length > 0 ? measures : quick ? QUICK_NAMES : NAMES,
    quick,
    seconds: number("seconds", defaults.seconds, 3_600),
    accounts: number("accounts", defaults.accounts, 2_000_000),
    databaseAccounts: number("accounts", defaults.databaseAccounts, 10_000_000),
    clients: number("clients", 2, 16),
    array: number("array", 50, 100),
    outstanding: number("outstanding", 2_000, 20_000),
    peak: values.peak === undefined ? undefined : number("peak", 1),
    keys: number("keys", defaults.keys),
    objects: number("objects", 1_000_000, 1_000_000),
    declarations: number("declarations", 1_000_000, 10_000_000),
    events: number("events", 500_000, 100_000_000),
    parcels: number("parcels", 50_000, 10_000_000),
    transactions: number("transactions", 1_000_000),
    out: values.out ?? "bench-results",
    keep: values.keep ?? false,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ quick: flag, keep: flag, out: text, seconds: text, accounts: text, clients: text },
        ...{
          array: text,
          outstanding: text,
          peak: text,
          keys: text,
          objects: text,
          declarations: text,
          events: text,
          parcels: text,
          transactions: text,
        },
      },
    });
  } catch (error) {
    throw new BenchUsageError((error as Error).message);
  }
}
