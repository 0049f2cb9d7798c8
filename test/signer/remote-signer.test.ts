import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { type Statement, statement, statementHash } from "../../src/chain/vote.ts";
import { loadConfig } from "../../src/node/config.ts";
import { keyOfSeed } from "../../src/node/keys/key-file.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { decodeOwn } from "../../src/primitives/fields/codec.ts";
import { verifySignature } from "../../src/primitives/verifier.ts";
import type { LinkEvent } from "../../src/signer/link.ts";
import { RemoteSigner, type RemoteSignerOptions } from "../../src/signer/remote-signer.ts";
import { type Answer, encodeAnswer, frame, PROTOCOL } from "../../src/signer/wire.ts";
import { testKey } from "../keys.ts";
import { Authority } from "./certificates.ts";
import { SignerRun } from "./signer-run.ts";
import { CHAIN_HEX, vote } from "./statements.ts";

// Goal: the node's way to its signer answers within its time whatever the signer does, and finds it again by itself.
// Method: real signer processes where the signer is honest; where it is not, a server of the test on a real socket.

vi.setConfig({ testTimeout: 30_000 });

const key = testKey("validator");
const { publicKey } = key;
const WAIT_MS = 300;
let directory: string;
let run: SignerRun;
let remote: RemoteSigner | undefined;
let events: LinkEvent[];
let closers: (() => void)[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-remote-"));
  run = new SignerRun(directory);
  await run.writeKey(keyOfSeed("validator", key.seed));
  run.configure([CHAIN_HEX]);
  [events, closers] = [[], []];
});

afterEach(async () => {
  await remote?.stop();
  for (const close of closers) close();
  await run.kill();
  rmSync(directory, { recursive: true, force: true });
});

async function connect(more: Partial<RemoteSignerOptions> = {}): Promise<RemoteSigner> {
  remote = await RemoteSigner.connect({
    ...{ place: run.place(), publicKey, waitMs: WAIT_MS },
    onEvent: (event) => events.push(event),
    onFatal: (error) => {
      throw error;
    },
    ...more,
  });
  return remote;
}

/** The signature, which must hold, or the reason why there is none; and how long that took. */
function ask(signer: RemoteSigner, one: Statement): { said: string; tookMs: number } {
  const from = performance.now();
  const answer = signer.sign(one);
  const tookMs = performance.now() - from;
  if (!(answer instanceof Uint8Array)) return { said: answer.reason, tookMs };
  const holds = verifySignature(answer, statementHash(one), publicKey);
  return { said: holds ? "signed" : "a signature that does not hold", tookMs };
}

async function untilSigned(signer: RemoteSigner, one: Statement): Promise<void> {
  await vi.waitUntil(() => ask(signer, one).said === "signed", { timeout: 15_000, interval: 20 });
}

/** A server at the signer's socket that greets like one and then does as the test says. */
async function impostor(
  onRequest: (one: Statement, socket: Socket) => void,
  hello: Answer = { kind: "hello", protocol: PROTOCOL, publicKey },
): Promise<void> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write(frame(encodeAnswer(hello)));
    socket.on("data", (chunk: Buffer) =>
      onRequest(decodeOwn(statement, new Uint8Array(chunk.subarray(4))), socket),
    );
    closers.push(() => socket.destroy());
  });
  closers.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(run.socket, resolve));
}

function signedBy(name: string, one: Statement): Uint8Array {
  const signature = testKey(name).sign(statementHash(one));
  return frame(encodeAnswer({ kind: "signed", signature }));
}

describe("an honest signer", () => {
  test("signs over a socket, refuses with its code, and signs on", async () => {
    await run.begin();
    const signer = await connect();
    expect(ask(signer, vote("prepare", 1)).said).toBe("signed");
    expect(ask(signer, vote("prepare", 1, "b")).said).toBe("the signer refused: DOUBLE_SIGN");
    expect(ask(signer, vote("commit", 1)).said).toBe("signed");
  });

  test("signs over TCP with certificates on both sides", async () => {
    const [ours, nodes] = await Promise.all(
      ["signers", "nodes"].map((name) => Authority.create(directory, name)),
    );
    run.configure([CHAIN_HEX], await ours!.issue("signer", nodes!));
    await run.begin();
    const signer = await connect({ place: run.place(await nodes!.issue("node", ours!)) });
    expect(ask(signer, vote("prepare", 1)).said).toBe("signed");
  });

  test("a node whose certificate it does not know gets no signature, and its log learns why", async () => {
    const [ours, nodes, strangers] = await Promise.all(
      ["signers", "nodes", "strangers"].map((name) => Authority.create(directory, name)),
    );
    run.configure([CHAIN_HEX], await ours!.issue("signer", nodes!));
    await run.begin();
    const signer = await connect({ place: run.place(await strangers!.issue("node", ours!)) });
    expect(ask(signer, vote("prepare", 1)).said).toMatch(/not connected .*UNKNOWN_CLIENT/);
  });

  test("another key than configured is WRONG_SIGNER_KEY at the start, with what to do", async () => {
    await run.begin();
    const other = connect({ publicKey: testKey("other").publicKey });
    await expect(other).rejects.toMatchObject({
      code: "WRONG_SIGNER_KEY",
      message: expect.stringMatching(/Point keys.signer at the signer of this node/) as string,
    });
  });
});

describe("a signer that is not there", () => {
  test("absent at the start: the answer is no at once, and it signs once it is there", async () => {
    const signer = await connect();
    const { said, tookMs } = ask(signer, vote("prepare", 1));
    expect(said).toMatch(/the signer is not connected \(.*ENOENT/);
    expect(tookMs).toBeLessThan(WAIT_MS / 2); // it did not wait
    await run.begin();
    await untilSigned(signer, vote("prepare", 1));
  });

  test("killed and started again: no at once meanwhile, then it signs, and still refuses what it must", async () => {
    await run.begin();
    const signer = await connect();
    expect(ask(signer, vote("prepare", 1)).said).toBe("signed");
    await run.kill();
    await vi.waitUntil(() => ask(signer, vote("prepare", 2)).said.includes("not connected"));
    expect(ask(signer, vote("prepare", 2)).tookMs).toBeLessThan(WAIT_MS / 2);
    expect(await run.start()).toMatchObject({ ready: true });
    await untilSigned(signer, vote("prepare", 2));
    expect(ask(signer, vote("prepare", 1, "b")).said).toBe("the signer refused: DOUBLE_SIGN");
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["up", "down", "up"]));
  });

  test("stopped: one vote waits its time, the next ones do not, and the late answer serves the same vote", async () => {
    await run.begin();
    const signer = await connect();
    run.signal("SIGSTOP");
    const first = ask(signer, vote("prepare", 1));
    expect(first.said).toBe(`the signer did not answer within ${WAIT_MS} ms`);
    expect(first.tookMs).toBeGreaterThan(WAIT_MS * 0.9);
    for (const one of [vote("prepare", 1), vote("commit", 1)]) {
      const next = ask(signer, one);
      expect(next.said).toMatch(/an earlier answer has not come yet/);
      expect(next.tookMs).toBeLessThan(WAIT_MS / 2);
    }
    run.signal("SIGCONT");
    await untilSigned(signer, vote("prepare", 1));
    expect(ask(signer, vote("commit", 1)).said).toBe("signed");
  });

  test("gone in the middle of a vote: the vote does not wait for the rest of its time", async () => {
    await run.begin();
    const signer = await connect({ waitMs: 20_000 });
    run.signal("SIGSTOP");
    const killer = spawn("sh", ["-c", `sleep 0.5; kill -9 ${run.pid}`], { stdio: "ignore" });
    const { said, tookMs } = ask(signer, vote("prepare", 1));
    expect(said).toBe("the connection to the signer was lost");
    expect(tookMs).toBeLessThan(4_000);
    await once(killer, "exit");
  });

  test("stopped for good: it is taken for dead after five seconds, and its successor signs", async () => {
    await run.begin();
    const signer = await connect();
    run.signal("SIGSTOP");
    ask(signer, vote("prepare", 1));
    await vi.waitUntil(() => ask(signer, vote("prepare", 1)).said.includes("not connected"), 8_000);
    expect(ask(signer, vote("prepare", 1)).said).toMatch(/it did not (answer|greet) for 5000 ms/);
    await run.kill();
    expect(await run.start()).toMatchObject({ ready: true });
    await untilSigned(signer, vote("prepare", 1));
  });
});

describe("a signer that is slow or wrong", () => {
  test("slower than a vote may wait: each vote is signed at its second asking", async () => {
    await impostor((one, socket) => {
      setTimeout(() => socket.write(signedBy("validator", one)), WAIT_MS + 100);
    });
    const signer = await connect();
    for (const view of [1, 2, 3]) {
      expect(ask(signer, vote("prepare", view)).said).toMatch(/did not answer within/);
      await untilSigned(signer, vote("prepare", view));
    }
  });

  test("a late answer to one vote is never taken for another's", async () => {
    await impostor((one, socket) => {
      const delayMs = one.kind === "prepare" ? WAIT_MS + 100 : 0;
      setTimeout(() => socket.write(signedBy("validator", one)), delayMs);
    });
    const signer = await connect();
    expect(ask(signer, vote("prepare", 1)).said).toMatch(/did not answer within/);
    await untilSigned(signer, vote("view-change", 1));
  });

  test.each<[string, (one: Statement) => Uint8Array, RegExp]>([
    ["another key's signature", (one) => signedBy("other", one), /does not fit the vote/],
    [
      "a greeting",
      () => frame(encodeAnswer({ kind: "hello", protocol: 1, publicKey })),
      /no signer sends/,
    ],
    ["garbage", () => frame(Uint8Array.of(9, 9, 9)), /no signer sends/],
    ["a frame of four gigabytes", () => new Uint8Array(8).fill(255), /sends what no signer sends/],
  ])("%s instead of a signature: the vote is not cast", async (_, answer, reason) => {
    await impostor((one, socket) => socket.write(answer(one)));
    const signer = await connect();
    const found = new Set<string>(); // this thread is the server's too: the answer comes between two askings
    await vi.waitUntil(() => {
      found.add(ask(signer, vote("prepare", 1)).said);
      return [...found].some((said) => reason.test(said));
    });
    expect([...found]).not.toContain("signed");
  });

  test("one of another version is not asked", async () => {
    await impostor(() => undefined, { kind: "hello", protocol: 2, publicKey });
    const signer = await connect();
    expect(ask(signer, vote("prepare", 1)).said).toMatch(/it speaks version 2/);
  });
});

describe("keys in a node's configuration", () => {
  const configOf = (keys: string): string => {
    const file = join(directory, "config.toml");
    const others =
      'name = "n"\ngenesis = "g.json"\ndata = "data"\n[rpc]\nport = 0\n[p2p]\nlisten = ["x"]\n';
    writeFileSync(file, `${others}[keys]\nnetwork = "network.json"\n${keys}`);
    return file;
  };
  const publicKeyLine = `publicKey = "${toHex(publicKey)}"\n`;

  test("name a key file, or a signer with its place and key; a node with neither observes", () => {
    expect(loadConfig(configOf("")).keys).toEqual({ network: join(directory, "network.json") });
    expect(loadConfig(configOf('validator = "v.json"')).keys).toMatchObject({
      validator: join(directory, "v.json"),
    });
    const socket = `[keys.signer]\nsocket = "run/s.sock"\n${publicKeyLine}`;
    expect(loadConfig(configOf(socket)).keys.signer).toEqual({
      ...{ publicKey, waitMs: 50 },
      place: { kind: "socket", path: join(directory, "run/s.sock") },
    });
    const tls = 'tls = { key = "k", certificate = "c", ca = "a" }\n';
    const address = `[keys.signer]\naddress = "[::1]:26660"\nwaitMs = 80\n${tls}${publicKeyLine}`;
    expect(loadConfig(configOf(address)).keys.signer).toMatchObject({
      waitMs: 80,
      place: { kind: "tcp", host: "::1", port: 26_660, tls: { ca: join(directory, "a") } },
    });
  });

  test.each<[string, string, RegExp]>([
    ["both", `validator = "v.json"\n[keys.signer]\nsocket = "s"\n${publicKeyLine}`, /not both/],
    ["an address without TLS", `[keys.signer]\naddress = "h:1"\n${publicKeyLine}`, /needs tls/],
    [
      "two places",
      `[keys.signer]\naddress = "h:1"\nsocket = "s"\n${publicKeyLine}`,
      /one of the two/,
    ],
    ["no place", `[keys.signer]\n${publicKeyLine}`, /one of the two/],
    ["no public key", '[keys.signer]\nsocket = "s"\n', /publicKey/],
    [
      "a port that is none",
      `[keys.signer]\naddress = "h:70000"\ntls = { key = "k", certificate = "c", ca = "a" }\n${publicKeyLine}`,
      /65535/,
    ],
  ])("%s: BAD_CONFIG", (_, text, problem) => {
    expect(() => loadConfig(configOf(text))).toThrow(problem);
  });
});
