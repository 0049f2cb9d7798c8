import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";

import { type Statement, statementHash } from "../../src/chain/vote.ts";
import { keyOfSeed, newKey, type SigningKey } from "../../src/node/keys/key-file.ts";
import { concatBytes } from "../../src/primitives/bytes.ts";
import { verifySignature } from "../../src/primitives/verifier.ts";
import { encodeRequest, frame, type Refusal, REQUEST_BYTES_MAX } from "../../src/signer/wire.ts";
import { testKey } from "../keys.ts";
import { Authority } from "./certificates.ts";
import { RawConnection } from "./raw-connection.ts";
import { inline, SignerRun } from "./signer-run.ts";
import { CHAIN_HEX, vote } from "./statements.ts";

// Goal: whatever a node asks for, and whatever happens to the signer, its key signs nothing that C7 forbids; nobody else is
// served; no input ends it.
// Method: the signer as a process, on real sockets and a real disk, and a client that sends what it likes.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const key: SigningKey = keyOfSeed("validator", testKey("validator").seed);
let directory: string;
let signer: SignerRun;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "portolan-signer-"));
  signer = new SignerRun(directory);
  await signer.writeKey(key);
  signer.configure([CHAIN_HEX]);
});

afterEach(async () => {
  await signer.kill();
  rmSync(directory, { recursive: true, force: true });
});

/** A system call of strace's output: its name, the file or connection, the result. */
const CALL = /(fdatasync|write|writev|sendto|sendmsg)\(\d+<(.*?)>[,)].* = (\d+)$/;
/** An answer with a signature in it; nothing else that a signer writes is of this size. */
const SIGNED_BYTES = 4 + 1 + 64;

/** A connection that has been greeted. */
async function greeted(): Promise<RawConnection> {
  const connection = new RawConnection(signer.place());
  onTestFinished(() => connection.close());
  expect(await connection.next()).toEqual({
    ...{ kind: "hello", protocol: 1 },
    publicKey: key.publicKey,
  });
  return connection;
}

/** What the signer says to a vote: "signed" if its signature holds, or the code of a refusal. */
async function verdict(connection: RawConnection, statement: Statement): Promise<string> {
  const answer = await connection.ask(statement);
  if (answer?.kind === "refused") return answer.code;
  if (answer?.kind !== "signed") return "closed";
  const holds = verifySignature(answer.signature, statementHash(statement), key.publicKey);
  return holds ? "signed" : "a signature that does not hold";
}

/** Asks one after the other, and expects these answers. */
async function expectVerdicts(rows: readonly (readonly [Statement, string])[]): Promise<void> {
  const connection = await greeted();
  const found: string[] = [];
  for (const [statement] of rows) found.push(await verdict(connection, statement));
  expect(found).toEqual(rows.map(([, expected]) => expected));
}

describe("C7: the votes of one key", () => {
  const high = 100;
  const rows: readonly (readonly [Statement, string])[] = [
    [vote("prepare", 1, "a"), "signed"],
    [vote("prepare", 1, "a"), "signed"],
    [vote("prepare", 1, "b"), "DOUBLE_SIGN"],
    [vote("commit", 1, "a"), "signed"],
    [vote("commit", 1, "b"), "DOUBLE_SIGN"],
    [vote("view-change", 1), "DOUBLE_SIGN"],
    [vote("view-change", 2), "signed"],
    [vote("commit", 2, "a"), "DOUBLE_SIGN"],
    [vote("prepare", 2, "a"), "signed"],
    [vote("prepare", high), "signed"],
    [vote("commit", 1, "a"), "STALE"],
    [vote("commit", high - 63), "signed"],
    [{ ...vote("prepare", high), chainId: new Uint8Array(32).fill(7) }, "OTHER_CHAIN"],
    [vote("prepare", 1, "c", 1), "signed"],
    [vote("prepare", high + 1, "a", 0), "STALE"],
  ];

  test("a double sign is refused, and refused again after every kind of restart", async () => {
    await signer.begin();
    await expectVerdicts(rows);
    // What was signed last is all that matters of these now: the epoch rose.
    const after: readonly (readonly [Statement, string])[] = [
      [vote("prepare", 1, "d", 1), "DOUBLE_SIGN"],
      [vote("prepare", 1, "c", 1), "signed"],
      [vote("prepare", high, "b", 0), "STALE"],
    ];
    await signer.kill();
    expect(await signer.start()).toMatchObject({ ready: true });
    await expectVerdicts(after);
    expect(await signer.stop()).toBe(0);
    expect(await signer.start()).toMatchObject({ ready: true });
    await expectVerdicts(after);
  });

  test("each single vote survives a SIGKILL that comes right behind its signature", async () => {
    await signer.begin();
    for (const view of [1, 2, 3]) {
      const connection = await greeted();
      expect(await verdict(connection, vote("prepare", view, "a"))).toBe("signed");
      await signer.kill();
      expect(await signer.start()).toMatchObject({ ready: true });
      await expectVerdicts([[vote("prepare", view, "b"), "DOUBLE_SIGN"]]);
    }
  });

  test("a torn tail is cut, and what was signed before stays signed", async () => {
    await signer.begin();
    await expectVerdicts([[vote("prepare", 1, "a"), "signed"]]);
    await signer.kill();
    truncateSync(signer.votes, statSync(signer.votes).size + 50);
    expect(await signer.start()).toMatchObject({ ready: true });
    await expectVerdicts([
      [vote("prepare", 1, "b"), "DOUBLE_SIGN"],
      [vote("prepare", 2, "b"), "signed"],
    ]);
  });

  test("no signature leaves before the vote is synced, as the system calls show", async () => {
    await signer.begin();
    if (spawnSync("strace", ["-V"]).status !== 0) {
      process.stdout.write(
        "the order of system calls was not looked at: there is no strace here\n",
      );
      return;
    }
    const file = join(directory, "strace.log");
    const trace = await signer.trace(file);
    await expectVerdicts([1, 2, 3].map((view) => [vote("prepare", view), "signed"]));
    await trace.stop();
    const calls = readFileSync(file, "utf8")
      .split("\n")
      .map((line) => {
        const [, call, where, size] = CALL.exec(line) ?? [];
        if (where?.endsWith("/state/votes") === true) return call;
        return Number(size) === SIGNED_BYTES ? "signature" : undefined;
      })
      .filter((call) => call !== undefined);
    expect(calls).toEqual([1, 2, 3].flatMap(() => ["write", "fdatasync", "signature"]));
  });

  test("a disk that refuses a vote: no signature leaves, the signer ends with a sentence, and goes on with space", async () => {
    const space = 1_024; // the first slot and seven votes
    await signer.begin();
    await signer.stop();
    expect(await signer.startWithFileLimit(space)).toMatchObject({ ready: true });
    const connection = await greeted();
    for (let view = 1; view <= 7; view++) {
      expect(await verdict(connection, vote("prepare", view))).toBe("signed");
    }
    expect(await verdict(connection, vote("prepare", 8))).toBe("closed");
    expect(await signer.ended).toBe(1);
    expect(signer.stderr).toMatch(/STATE_WRITE_FAILED: .*Free space or check the disk/);
    expect(await signer.start()).toMatchObject({ ready: true });
    await expectVerdicts([
      [vote("prepare", 7, "b"), "DOUBLE_SIGN"],
      [vote("prepare", 8, "b"), "signed"],
    ]);
  });
});

describe("a start that is refused", () => {
  const rows: readonly (readonly [string, () => void | Promise<void>, string, RegExp])[] = [
    ["damaged state", () => writeFileSync(signer.votes, "x"), "STATE_DAMAGED", /make a new key/],
    ["missing state", () => rmSync(signer.votes), "STATE_MISSING", /make a new key/],
    ["no state yet", () => rmSync(signer.state, { recursive: true }), "STATE_NOT_MADE", /--init/],
    [
      "the state of another key",
      async () => {
        rmSync(signer.keyFile);
        await signer.writeKey(newKey("other"));
      },
      "STATE_OF_OTHER_KEY",
      /state directory of this key/,
    ],
    [
      "a socket in a folder that others write to",
      () => chmodSync(signer.run, 0o777),
      "SOCKET_EXPOSED",
      /mkdir -m 700/,
    ],
    [
      "a file where the socket should be",
      () => writeFileSync(signer.socket, ""),
      "LISTEN_FAILED",
      /is no socket/,
    ],
    [
      "TCP without TLS",
      () =>
        signer.writeConfig(
          `key = "validator.json"\nstate = "state"\nchains = ["${CHAIN_HEX}"]\n[listen]\naddress = "127.0.0.1:0"\n`,
        ),
      "BAD_CONFIG",
      /needs tls with key, certificate and ca/,
    ],
    [
      "no chain",
      () =>
        signer.writeConfig(
          'key = "validator.json"\nstate = "state"\nchains = []\n[listen]\nsocket = "run/signer.sock"\n',
        ),
      "BAD_CONFIG",
      /chains/,
    ],
    [
      "TLS files that are not there",
      () => signer.configure([CHAIN_HEX], { key: "a", certificate: "b", ca: "c" }),
      "BAD_TLS",
      /PEM/,
    ],
  ];

  test.each(rows)("%s", async (_, damage, code, advice) => {
    expect(await signer.start("--init")).toMatchObject({ made: true });
    await damage();
    const outcome = await signer.start();
    expect(outcome).toMatchObject({ ready: false, code });
    expect(signer.stderr).toMatch(advice);
    expect(await signer.ended).toBe(1);
  });

  test("a state is made once: the second time is STATE_EXISTS, also when its votes are gone", async () => {
    await signer.start("--init");
    expect(await signer.start("--init")).toMatchObject({ ready: false, code: "STATE_EXISTS" });
    rmSync(signer.votes);
    expect(await signer.start("--init")).toMatchObject({ ready: false, code: "STATE_EXISTS" });
  });

  test("a second signer at the same socket is ADDRESS_IN_USE, and the first one serves on", async () => {
    await signer.begin();
    const second = new SignerRun(directory);
    expect(await second.start()).toMatchObject({ ready: false, code: "ADDRESS_IN_USE" });
    await expectVerdicts([[vote("prepare", 1), "signed"]]);
  });

  test("the socket that a killed signer left is no hindrance, and only its user can open it", async () => {
    await signer.begin();
    await signer.kill();
    expect(statSync(signer.socket).isSocket()).toBe(true);
    expect(await signer.start()).toMatchObject({ ready: true });
    expect(statSync(signer.socket).mode & 0o777).toBe(0o600);
  });
});

describe("hostile input", () => {
  const whole = frame(encodeRequest(vote("prepare", 1)));
  const length = (bytes: number): Uint8Array => {
    const header = new Uint8Array(4);
    new DataView(header.buffer).setUint32(0, bytes);
    return header;
  };
  const changed = (at: number, to: number): Uint8Array => {
    const bytes = encodeRequest(vote("prepare", 1));
    bytes[at] = to;
    return frame(bytes);
  };

  const rows: readonly (readonly [string, Uint8Array, Refusal])[] = [
    ["a frame of four gigabytes", length(0xffffffff), "OVERSIZED"],
    ["a frame one byte too long", length(REQUEST_BYTES_MAX + 1), "OVERSIZED"],
    ["a request of HTTP", Buffer.from("GET / HTTP/1.1\r\n\r\n"), "OVERSIZED"],
    ["an empty frame", length(0), "MALFORMED"],
    ["a frame one byte too short", frame(whole.subarray(4, -1)), "MALFORMED"],
    ["a kind of vote that there is not", changed(44, 9), "MALFORMED"],
    ["a view beyond what is exact", changed(43, 255), "MALFORMED"],
    ["view 0", frame(encodeRequest(vote("prepare", 0))), "MALFORMED"],
    [
      "a PREPARE for nothing",
      frame(encodeRequest({ ...vote("view-change", 1), kind: "prepare" })),
      "MALFORMED",
    ],
    [
      "a VIEW-CHANGE for a block",
      frame(encodeRequest({ ...vote("prepare", 1), kind: "view-change" })),
      "MALFORMED",
    ],
    ["two requests at once", concatBytes(whole, whole), "PIPELINED"],
    ["a request and the beginning of one", concatBytes(whole, length(3)), "PIPELINED"],
  ];

  test("is answered with its code, ends the connection and nothing else", async () => {
    await signer.begin();
    for (const [name, bytes, code] of rows) {
      const connection = await greeted();
      connection.send(bytes);
      expect(await connection.next(), name).toEqual({ kind: "refused", code });
      expect(await connection.next(), name).toBeUndefined();
    }
    expect(signer.isRunning).toBe(true);
    expect(statSync(signer.votes).size).toBe(128); // nothing of it was signed
    await expectVerdicts([[vote("prepare", 1), "signed"]]);
  });

  test("garbage of a thousand kinds never ends it", async () => {
    await signer.begin();
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let i = 0; i < 1_000; i++) {
      const connection = new RawConnection(signer.place());
      const bytes = Uint8Array.from({ length: 1 + random(200) }, () => random(256));
      connection.send(i % 2 === 0 ? bytes : frame(bytes.subarray(0, REQUEST_BYTES_MAX)));
      await connection.next();
      if (i % 4 < 3) await Promise.race([connection.next(), sleep(2)]);
      connection.close();
    }
    expect(signer.isRunning).toBe(true);
    await expectVerdicts([[vote("prepare", 1), "signed"]]);
  });

  test("a frame that does not end is TOO_SLOW after five seconds", async () => {
    await signer.begin();
    const connection = await greeted();
    connection.send(whole.subarray(0, 30));
    expect(await connection.next()).toEqual({ kind: "refused", code: "TOO_SLOW" });
    expect(await connection.next()).toBeUndefined();
  });

  test("the ninth connection is refused, and served once another is gone", async () => {
    await signer.begin();
    const eight = [];
    for (let i = 0; i < 8; i++) eight.push(await greeted());
    const ninth = new RawConnection(signer.place());
    expect(await ninth.next()).toEqual({ kind: "refused", code: "TOO_MANY_CONNECTIONS" });
    expect(await ninth.next()).toBeUndefined();
    eight[0]!.close();
    await vi.waitUntil(async () => {
      const again = new RawConnection(signer.place());
      onTestFinished(() => again.close());
      return (await again.next())?.kind === "hello";
    });
  });
});

describe("mutual TLS", () => {
  test("a node with a certificate of the authority is served; a stranger and one without are not", async () => {
    const [ours, nodes, strangers] = await Promise.all(
      ["signers", "nodes", "strangers"].map((name) => Authority.create(directory, name)),
    );
    const files = await ours!.issue("signer", nodes!);
    const node = await nodes!.issue("node", ours!);
    const stranger = await strangers!.issue("stranger", ours!);
    const mistrusting = { ...node, ca: strangers!.file };
    signer.configure([CHAIN_HEX], files);
    await signer.begin();

    const served = new RawConnection(signer.place(node));
    onTestFinished(() => served.close());
    expect(await served.next()).toMatchObject({ kind: "hello" });
    expect(await verdict(served, vote("prepare", 1))).toBe("signed");

    const unknown = { kind: "refused", code: "UNKNOWN_CLIENT" };
    const refused = new RawConnection(signer.place(stranger));
    expect(await refused.next()).toEqual(unknown);
    expect(await refused.next()).toBeUndefined();
    const doubtful = new RawConnection(signer.place(mistrusting));
    expect(await doubtful.next()).toBeUndefined();
    expect(doubtful.error?.message).toMatch(/certificate/);

    const nameless = new RawConnection(signer.place(node), "nameless");
    expect(await nameless.next()).toEqual(unknown);
    expect(await nameless.next()).toBeUndefined();
    expect(nameless.session).toBeDefined();
    const resumed = new RawConnection(signer.place(node), "nameless", nameless.session);
    expect(await resumed.next()).toEqual(unknown);
    const plain = new RawConnection(signer.place(node), "plain");
    plain.send(frame(encodeRequest(vote("prepare", 2))));
    expect(await plain.next()).toBeUndefined();
    const old = new RawConnection(signer.place(node), "old");
    expect(await old.next()).toBeUndefined();
    expect(await verdict(served, vote("prepare", 1))).toBe("signed");
    expect(signer.stderr).toContain("a client was not let in");
  });

  test("the fields of a place: one of two, and TLS where it belongs", async () => {
    await signer.start("--init");
    const tls = inline({ key: "a", certificate: "b", ca: "c" });
    for (const listen of ["", 'socket = "s"\naddress = "h:1"', `socket = "s"\ntls = ${tls}`]) {
      signer.writeConfig(
        `key = "validator.json"\nstate = "state"\nchains = ["${CHAIN_HEX}"]\n[listen]\n${listen}\n`,
      );
      expect(await signer.start(), listen).toMatchObject({ ready: false, code: "BAD_CONFIG" });
    }
  });
});
