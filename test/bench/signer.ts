import "../../src/primitives/polyfill.ts";

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import Table from "cli-table3";

import { localSigner } from "../../src/consensus/local-signer.ts";
import type { SignerPort } from "../../src/consensus/ports.ts";
import { newKey, type SigningKey } from "../../src/node/keys/key-file.ts";
import { installNative } from "../../src/node/native.ts";
import { loadKey } from "../../src/node/node-keys.ts";
import { RemoteSigner } from "../../src/signer/remote-signer.ts";
import { Authority } from "../signer/certificates.ts";
import { SignerRun } from "../signer/signer-run.ts";
import { CHAIN_HEX, vote } from "../signer/statements.ts";

/**
 * `node dist/test/bench/signer.js`: how long consensus waits for a signature, from a key of its own and from a signer in another
 * process, over a socket and over TLS on this machine. A new vote is synced to the signer's disk; one that was signed before is
 * not, so the difference is the disk.
 */
const WARM_UP = 300;
const VOTES = 3_000;

interface Times {
  readonly fresh: readonly number[];
  readonly again: readonly number[];
}

function measure(signer: SignerPort): Times {
  const [fresh, again]: [number[], number[]] = [[], []];
  for (let view = 1; view <= WARM_UP + VOTES; view++) {
    for (const times of [fresh, again]) {
      const from = performance.now();
      const answer = signer.sign(vote("prepare", view));
      const tookUs = (performance.now() - from) * 1e3;
      if (!(answer instanceof Uint8Array)) throw new Error(answer.reason);
      if (view > WARM_UP) times.push(tookUs);
    }
  }
  const inOrder = (times: number[]): number[] => times.sort((a, b) => a - b);
  return { fresh: inOrder(fresh), again: inOrder(again) };
}

async function measureRemote(key: SigningKey, run: SignerRun, isTls: boolean): Promise<Times> {
  const [ours, nodes] = await Promise.all(
    ["signers", "nodes"].map((name) => Authority.create(run.directory, name)),
  );
  await run.writeKey(key);
  run.configure([CHAIN_HEX], isTls ? await ours!.issue("signer", nodes!) : undefined);
  await run.begin();
  const signer = await RemoteSigner.connect({
    place: run.place(isTls ? await nodes!.issue("node", ours!) : undefined),
    ...{ publicKey: key.publicKey, waitMs: 1_000 },
    onEvent: () => undefined,
    onFatal: (error) => {
      throw error;
    },
  });
  try {
    return measure(signer);
  } finally {
    await signer.stop();
    await run.stop();
  }
}

async function main(): Promise<void> {
  installNative();
  const directory = mkdtempSync(join(tmpdir(), "portolan-bench-signer-"));
  const table = new Table({ head: ["µs a vote", "new p50", "p99", "again p50", "p99"] });
  const show = (name: string, { fresh, again }: Times): void => {
    const at = (times: readonly number[], part: number): number =>
      Math.round(times[Math.floor(times.length * part)]!);
    table.push([name, at(fresh, 0.5), at(fresh, 0.99), at(again, 0.5), at(again, 0.99)]);
  };
  try {
    const key = newKey("validator");
    const [socket, tls] = ["socket", "tls"].map((name) => new SignerRun(join(directory, name)));
    const unixTimes = await measureRemote(key, socket!, false);
    const tlsTimes = await measureRemote(key, tls!, true);
    show("key in this process", measure(localSigner(await loadKey(socket!.keyFile, ""))));
    show("signer, unix socket", unixTimes);
    show("signer, TLS on loopback", tlsTimes);
    process.stdout.write(`${table.toString()}\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await main();
