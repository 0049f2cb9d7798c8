import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Client } from "../../rpc/client.ts";
import { CliError } from "../errors.ts";
import { offer } from "./offering.ts";
import { type LoadOptions, MOST_PER_SECOND } from "./options.ts";
import { type Route, ring, signPayment } from "./payments.ts";
import type { LoadPlan } from "./plan.ts";
import { Stock } from "./stock.ts";
import { inTurn, type TallyData } from "./tally.ts";

/** Signing and handing in must both end within a transaction's lifetime, so a long load runs in slices. */
const SLICE_LIFETIME_SHARE = 0.3;
const LIFETIME_SHARE = 0.8;
const SLICE_SECONDS_MAX = 60;
/** Transactions that one slice signs ahead: 400 bytes each in a file. */
const SLICE_TRANSACTIONS_MAX = 300_000;
/** Without a rate: enough in flight to fill blocks, few enough for an account's quota. */
const OUTSTANDING_MAX = 2_000;
/** Signing gives the event loop its turn after this many. */
const SIGNED_PER_TURN = 500;

export interface LoadProgress {
  readonly part: "signing" | "offering";
  readonly seconds: number;
  readonly committed: number;
  readonly refused: number;
  readonly signed: number;
}

/**
 * Signs and offers a load, slice after slice: in a slice everything is signed first, into a file, so that signing takes no CPU
 * from what is measured. Times between slices are not counted.
 */
export async function runPlan(
  plan: LoadPlan,
  node: Client,
  onProgress: (progress: LoadProgress) => void,
): Promise<TallyData> {
  const directory = mkdtempSync(join(tmpdir(), "portolan-bench-"));
  const route = ring(plan.payers, plan.options.operations);
  const tallies: TallyData[] = [];
  try {
    for (const seconds of slicesOf(plan.options, plan.lifetimeMs)) {
      const stock = new Stock(join(directory, "load"));
      const before = tallies.length === 0 ? undefined : inTurn(tallies);
      const tell = (now: Partial<LoadProgress> & Pick<LoadProgress, "part">): void =>
        onProgress({
          ...{ signed: 0, ...now },
          seconds: (before?.seconds ?? 0) + (now.seconds ?? 0),
          committed: (before?.committed ?? 0) + (now.committed ?? 0),
          refused: sumOf(before?.refused) + (now.refused ?? 0),
        });
      await signSlice(plan, route, stock, seconds, (signed) => tell({ part: "signing", signed }));
      tallies.push(
        await offerSlice(plan, node, stock, seconds, (now) => tell({ part: "offering", ...now })),
      );
      stock.remove();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return inTurn(tallies);
}

/** The durations of the slices, in seconds. */
export function slicesOf({ seconds, rate }: LoadOptions, lifetimeMs: number): number[] {
  const most = Math.max(
    1,
    Math.min(
      SLICE_SECONDS_MAX,
      (lifetimeMs / 1_000) * SLICE_LIFETIME_SHARE,
      SLICE_TRANSACTIONS_MAX / (rate ?? MOST_PER_SECOND),
    ),
  );
  const count = Math.ceil(seconds / most);
  return Array.from({ length: count }, () => seconds / count);
}

async function signSlice(
  plan: LoadPlan,
  route: Route,
  stock: Stock,
  seconds: number,
  onSigned: (count: number) => void,
): Promise<void> {
  const { chainId, asset, minor, lifetimeMs, options } = plan;
  const count = Math.ceil((options.rate ?? MOST_PER_SECOND) * seconds);
  const validUntil = Date.now() + Math.floor(lifetimeMs * LIFETIME_SHARE);
  const terms = { chainId, asset, minor, validUntil };
  for (let done = 0; done < count; done++) {
    stock.add(signPayment(route.next(), terms));
    if (done % SIGNED_PER_TURN !== 0) continue;
    onSigned(done);
    await new Promise((resolve) => setImmediate(resolve)); // Ctrl-C is heard
  }
  stock.flush();
}

/** The first transaction is tried out alone: what is wrong with all of them is said before a thousand are sent. */
export async function tryOne(plan: LoadPlan, node: Client): Promise<void> {
  const { payers, options, chainId, asset, minor, lifetimeMs } = plan;
  const validUntil = Date.now() + Math.floor(lifetimeMs * LIFETIME_SHARE);
  const route = ring(payers, options.operations);
  for (let i = 0; i < payers.length; i++) {
    const { bytes } = signPayment(route.next(), { chainId, asset, minor, validUntil });
    const transaction = Buffer.from(bytes).toString("hex");
    const { receipt } = await node.call<{ receipt: { code: string; hint?: string } }>(
      "tx_simulate",
      { transaction },
    );
    if (receipt.code === "OK") continue;
    const message = receipt.hint ?? "The ledger would refuse these transactions.";
    throw new CliError(receipt.code, message, "Nothing was sent.");
  }
}

function offerSlice(
  { options }: LoadPlan,
  node: Client,
  stock: Stock,
  seconds: number,
  onProgress: (now: { seconds: number; committed: number; refused: number }) => void,
): Promise<TallyData> {
  const { array, rate, operations } = options;
  return offer({
    ...{ nodes: [node] as const, stock, array, onProgress },
    ...(rate === undefined ? {} : { perSecond: rate }),
    outstandingMax: Math.max(array, Math.ceil(OUTSTANDING_MAX / operations)),
    warmUpMs: 0,
    durationMs: seconds * 1_000,
    backsOff: true,
  });
}

function sumOf(counts: Readonly<Record<string, number>> = {}): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}
