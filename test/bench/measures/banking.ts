import { performance } from "node:perf_hooks";

import { BankingChain, HKD, MERCHANT_ACCOUNT } from "../network/banking-chain.ts";
import { numbers } from "../network/accounts.ts";
import { median } from "../figures/quantile.ts";
import type { Bench } from "./context.ts";

const SIZES = [10_000, 100_000, 1_000_000] as const;
const TRANSFERS_PER_BLOCK = 1_000;
const BLOCKS = 12;
/** As many as a block takes out of the queue at most. */
const DUE = 256;
const PAGES = 200;
const ENTRIES_PER_PAGE = 50;
const SLEEPLESS_MS = 1_000;

interface Cost {
  readonly objects: number;
  /** Microseconds a transfer, committed on disk: of payers with limits, and without. */
  readonly limitedUs: number;
  readonly unlimitedUs: number;
  /** Microseconds for each payment whose time has passed; milliseconds of a block in which none has. */
  readonly dueUs: number;
  readonly nothingMs: number;
  /** Milliseconds for fifty entries of a statement somewhere in the past, with the balance before them. */
  readonly pageMs: number;
}

/** What limits, deadlines and statements cost while more and more waits and has happened: it must not depend on that. */
export async function measureBanking({ options, say, add, note }: Bench): Promise<void> {
  const banking = await BankingChain.open();
  const costs: Cost[] = [];
  try {
    for (const objects of SIZES.filter((size) => size <= Math.max(options.objects, SIZES[0]))) {
      const from = performance.now();
      let lastMs = 0;
      await banking.grow(objects, (made) => {
        if (performance.now() - lastMs < SLEEPLESS_MS) return;
        lastMs = performance.now();
        say.now(`${made} of ${objects} payments wait`);
      });
      const seconds = ((performance.now() - from) / 1_000).toFixed(0);
      say(`${objects.toLocaleString("en")} payments wait (made in ${seconds} s)`);
      costs.push(await costAt(banking, objects));
    }
  } finally {
    await banking.close();
  }
  const [first, last] = [costs[0]!, costs.at(-1)!];
  const size = { note: `${last.objects.toLocaleString("en")} objects` };
  add(
    { id: "limited", value: last.limitedUs, ...size },
    { id: "limited-growth", value: last.limitedUs / first.limitedUs },
    { id: "unlimited", value: last.unlimitedUs },
    { id: "unlimited-growth", value: last.unlimitedUs / first.unlimitedUs },
    { id: "due", value: last.dueUs, ...size },
    { id: "due-growth", value: last.dueUs / first.dueUs },
    { id: "due-nothing", value: last.nothingMs },
    { id: "statement", value: last.pageMs, ...size },
    { id: "statement-growth", value: last.pageMs / first.pageMs },
  );
  const lines = costs.map(
    ({ objects, limitedUs, unlimitedUs, dueUs, nothingMs, pageMs }) =>
      `  ${objects.toLocaleString("en").padStart(9)}: transfer ${limitedUs.toFixed(1)} µs with limits, ${unlimitedUs.toFixed(1)} without; ` +
      `${dueUs.toFixed(1)} µs a payment that is due, ${nothingMs.toFixed(2)} ms a block with none; statement page ${pageMs.toFixed(2)} ms`,
  );
  note(["limits, deadlines and statements, by payments that wait:", ...lines].join("\n"));
}

async function costAt(banking: BankingChain, objects: number): Promise<Cost> {
  const [limited, unlimited, due, nothing]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  // In turn, so that what else the machine does falls on all of them alike.
  for (let block = 0; block < BLOCKS; block++) {
    limited.push(await banking.transfers(TRANSFERS_PER_BLOCK, true));
    unlimited.push(await banking.transfers(TRANSFERS_PER_BLOCK, false));
    const swept = await banking.sweep(DUE);
    due.push(swept.due);
    nothing.push(swept.nothing);
  }
  const nothingMs = median(nothing);
  const perTransfer = (found: readonly number[]) => (1_000 * median(found)) / TRANSFERS_PER_BLOCK;
  return {
    ...{ objects, limitedUs: perTransfer(limited), unlimitedUs: perTransfer(unlimited) },
    dueUs: (1_000 * (median(due) - nothingMs)) / DUE,
    nothingMs,
    pageMs: await pageMs(banking),
  };
}

/** The merchant's statement from random heights on. */
async function pageMs({ chain: { ledger } }: BankingChain): Promise<number> {
  const { chain } = ledger;
  const { height } = chain.head().header;
  const random = numbers(5);
  const found: number[] = [];
  for (let page = 0; page < PAGES; page++) {
    const fromHeight = 1 + (random() % height);
    const from = performance.now();
    await chain.balanceBefore(MERCHANT_ACCOUNT, HKD, fromHeight);
    const range = { fromHeight, toHeight: height + 1, limit: ENTRIES_PER_PAGE };
    await chain.changes(MERCHANT_ACCOUNT, HKD, range);
    found.push(performance.now() - from);
  }
  return median(found);
}
