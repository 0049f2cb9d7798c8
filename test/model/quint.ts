import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Model } from "./models.ts";

const cli = createRequire(import.meta.url).resolve("@informalsystems/quint/dist/src/cli.js");

/** Runs of Quint's simulator. The same order gives the same runs on every machine. */
export interface Order {
  readonly model: Model;
  readonly seed: number;
  /** How many runs. */
  readonly samples: number;
  readonly invariants: readonly string[];
  readonly witnesses: readonly string[];
}

export interface Simulated {
  /** Runs made: fewer than ordered if an invariant failed. */
  readonly samples: number;
  /** Invariants that failed. */
  readonly violated: readonly string[];
  /** In how many runs each witness was true at some step. */
  readonly witnessed: ReadonlyMap<string, number>;
}

/** The default back end wants a download; this one is part of the package. */
const BACK_END = "--backend=typescript";

function argumentsOf(order: Order): string[] {
  const { model, seed, samples, invariants, witnesses } = order;
  const { file, init, step, stepsMax } = model;
  return [
    ...["run", file, BACK_END, `--init=${init}`, `--step=${step}`, `--seed=${seed}`],
    ...[`--max-samples=${samples}`, `--max-steps=${stepsMax}`],
    ...(invariants.length > 0 ? ["--invariants", ...invariants] : []),
    ...(witnesses.length > 0 ? ["--witnesses", ...witnesses] : []),
  ];
}

/** What somebody types to see the same run. */
export function commandOf(order: Order): string {
  return `npx quint ${argumentsOf(order).join(" ")}`;
}

/** Runs the simulator and reads its verdict. Throws if the model itself is wrong: a type error, say. */
export async function simulate(order: Order): Promise<Simulated> {
  const { status, output } = await run([...argumentsOf(order), "--verbosity=1"]);
  const isSound = output.includes("[ok] No violation found");
  if (status !== 0 && !output.includes("[violation]")) throw problem(order, output);
  const witnessed = new Map<string, number>();
  let samples = 0;
  for (const line of output.matchAll(/^(\w+) was witnessed in (\d+) .* out of (\d+) explored/gm)) {
    const [, name = "", count, of] = line;
    witnessed.set(name, Number(count));
    samples = Number(of);
  }
  // The simulator names what failed only if it had a choice.
  const named = order.invariants.filter((name) => output.includes(`❌ ${name}`));
  const violated = isSound ? [] : named.length > 0 ? named : order.invariants;
  return { samples, violated, witnessed };
}

/** Makes runs without looking at invariants, and returns the states of each in the Informal Trace Format. */
export async function tracesOf(order: Order): Promise<readonly unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), "portolan-model-"));
  try {
    const out = [`--n-traces=${order.samples}`, `--out-itf=${join(folder, "{seq}.json")}`];
    const { status, output } = await run([...argumentsOf(order), ...out, "--verbosity=0"]);
    if (status !== 0) throw problem(order, output);
    const names = readdirSync(folder).sort((a, b) => parseInt(a) - parseInt(b));
    return names.map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as unknown);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function problem(order: Order, output: string): Error {
  return new Error(`${commandOf(order)} came to no verdict:\n${output.slice(-2_000)}`);
}

function run(args: readonly string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const cwd = process.cwd();
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}
