import { fork } from "node:child_process";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { Histogram } from "../../../src/cli/load/histogram.ts";

/** What this machine can do at best, measured in the same run as the figures: they are compared with it. */
export interface Limits {
  /** CPU of one signature verification with nothing beside it, and while every core verifies. */
  readonly verificationUs: number;
  readonly verificationBusyUs: number;
  /** The median of a synced write of 4 kB, where the databases lie. */
  readonly syncMs: number;
  /** The median of a small message to another socket on loopback and back. */
  readonly roundTripMs: number;
  readonly cores: number;
}

const VERIFIER = join(import.meta.dirname, "verification-process.js");
const VERIFICATION_MS = 1_500;
const SYNCS = 100;
const ROUND_TRIPS = 2_000;

export async function measureLimits(): Promise<Limits> {
  const cores = cpus().length;
  const [alone] = await measureVerification(1);
  const busy = await measureVerification(cores);
  return {
    verificationUs: alone!,
    verificationBusyUs: busy.reduce((sum, one) => sum + one, 0) / busy.length,
    syncMs: measureSync(),
    roundTripMs: await measureRoundTrip(),
    cores,
  };
}

/** Microseconds of CPU of one verification, in so many processes at the same time. */
export async function measureVerification(processes: number): Promise<number[]> {
  return Promise.all(
    Array.from(
      { length: processes },
      () =>
        new Promise<number>((resolve, reject) => {
          const child = fork(VERIFIER, [String(VERIFICATION_MS)]);
          child.once("message", (us) => resolve(us as number));
          child.once("error", reject);
          child.once("exit", (code) => reject(new Error(`the verifier ended with ${code}`)));
        }),
    ),
  );
}

function measureSync(): number {
  const directory = mkdtempSync(join(tmpdir(), "portolan-bench-sync-"));
  const file = openSync(join(directory, "file"), "w");
  const times = new Histogram();
  const page = Buffer.alloc(4_096, 1);
  for (let i = 0; i < SYNCS; i++) {
    const from = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    times.record(performance.now() - from);
  }
  closeSync(file);
  rmSync(directory, { recursive: true });
  return times.quantileMs(0.5);
}

async function measureRoundTrip(): Promise<number> {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const socket = createConnection({ host: "127.0.0.1", port, noDelay: true });
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  const times = new Histogram();
  for (let i = 0; i < ROUND_TRIPS; i++) {
    const from = performance.now();
    const back = new Promise<void>((resolve) => socket.once("data", () => resolve()));
    socket.write("ping");
    await back;
    times.record(performance.now() - from);
  }
  socket.destroy();
  server.close();
  return times.quantileMs(0.5);
}
