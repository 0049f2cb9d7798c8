import { randomBytes } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { contentsOf } from "../../../src/node/letters/start.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import { createRpcServer, type RpcServer } from "../../../src/rpc/server.ts";
import { requestManifest } from "../../letters/content/forms.ts";
import { TestNode } from "../../rpc/test-node.ts";
import { BANK, FIRM, Post, type Written } from "./post.ts";

// Goal: packages go into and out of an end's node by HTTP, in a stream, and what is wrong has a code and a sentence.
// Method: a real server on a socket over a real exchange.

let post: Post;
let server: RpcServer;

beforeEach(async () => {
  post = await Post.create();
  await post.start(FIRM);
  const { context } = new TestNode();
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    debug: () => undefined,
  };
  const letters = contentsOf(post.nodes[FIRM]!.exchange!);
  server = await createRpcServer({ context, port: 0, log, letters });
});
afterEach(async () => {
  await server.close();
  await post.remove();
});

const at = (letter: Uint8Array, query = ""): string =>
  `${server.url}/letters/${toHex(letter)}/content${query}`;
function put(letter: Uint8Array, path: string): Promise<Response> {
  const body = Readable.toWeb(createReadStream(path));
  const headers = {
    "content-length": String(statSync(path).size),
    "content-type": "application/x-any",
  };
  return fetch(at(letter), { method: "PUT", headers, body, duplex: "half" });
}

test("the largest letter goes in and comes out as it was", async () => {
  const letter = await post.issue("1", randomBytes(20 * 1024 * 1024 - 1));
  const answer = await put(letter.letter, letter.path);
  expect([answer.status, await answer.json()]).toEqual([201, { document: "request" }]);
  const got = await fetch(at(letter.letter));
  expect(got.headers.get("cache-control")).toBe("no-store");
  expect(Number(got.headers.get("content-length"))).toBe(statSync(letter.path).size);
  expect(Buffer.from(await got.arrayBuffer()).equals(readFileSync(letter.path))).toBe(true);
});

test("the documents of a letter: which are here, and which were delivered", async () => {
  const letter = await post.issue("1");
  const documents = async () => {
    const response = await fetch(`${server.url}/letters/${toHex(letter.letter)}/documents`);
    return await response.json();
  };
  const ends = {
    document: "request",
    from: "firm-1",
    to: "bank-cn",
    commitment: toHex(letter.commitment),
  };
  const before = { ...ends, isHere: false, deliveredAtMs: null };
  expect(await documents()).toEqual({ documents: [before] });
  await put(letter.letter, letter.path);
  expect(await documents()).toEqual({ documents: [{ ...before, isHere: true }] });
  await post.start(BANK);
  await post.isDelivered(FIRM, letter);
  const delivered = { ...ends, isHere: true, deliveredAtMs: expect.any(Number) as number };
  expect(await documents()).toEqual({ documents: [delivered] });
});

test("what is wrong is said", async () => {
  const letter = await post.issue("1");
  const other = await post.write(requestManifest({ number: "1" }, { seed: "swapped" }), []);
  const said = async (response: Promise<Response>) => {
    const { status } = await response;
    const { code, hint } = (await (await response).json()) as { code: string; hint: string };
    expect(hint).toMatch(/^[A-Z0-9].{15,}\.$/i);
    return [status, code];
  };
  const unknown = new Uint8Array(32);
  expect(await said(put(letter.letter, other.path))).toEqual([409, "COMMITMENT_DIFFERS"]);
  expect(await said(put(unknown, letter.path))).toEqual([404, "UNKNOWN_LETTER"]);
  expect(await said(fetch(at(letter.letter)))).toEqual([404, "CONTENT_UNKNOWN"]);
  expect(await said(fetch(at(letter.letter, "?of=secret")))).toEqual([400, "INVALID_PARAMS"]);
  expect(await said(fetch(`${server.url}/letters/7/content`))).toEqual([400, "INVALID_PARAMS"]);
  const chunked = {
    method: "PUT",
    body: Readable.toWeb(createReadStream(letter.path)),
    duplex: "half",
  };
  expect(await said(fetch(at(letter.letter), chunked as RequestInit))).toEqual([
    411,
    "LENGTH_REQUIRED",
  ]);
  expect(post.files(FIRM)).toEqual([]);
});

test("a caller that goes away in the middle leaves nothing behind", async () => {
  const letter: Written = await post.issue("1", randomBytes(2_000_000));
  const size = statSync(letter.path).size;
  const cut = new AbortController();
  async function* half(): AsyncGenerator<Uint8Array> {
    yield readFileSync(letter.path).subarray(0, size / 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    cut.abort();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
  const headers = { "content-length": String(size), "content-type": "application/octet-stream" };
  const init = {
    method: "PUT",
    headers,
    body: Readable.toWeb(Readable.from(half())),
    duplex: "half",
  };
  await expect(
    fetch(at(letter.letter), { ...init, signal: cut.signal } as RequestInit),
  ).rejects.toThrow();
  await expect.poll(() => post.files(FIRM)).toEqual([]);
});

describe("a caller that goes away while it gets a letter leaves no file open", () => {
  const SIZE = 20 * 1024 * 1024 - 1;
  let letter: Written;
  beforeEach(async () => {
    letter = await post.issue("1", randomBytes(SIZE));
    await post.put(FIRM, letter);
    await expect.poll(() => post.openFiles(FIRM)).toBe(0);
  });
  afterEach(async () => {
    await expect.poll(() => post.openFiles(FIRM)).toBe(0);
    expect(await post.has(FIRM, letter, "request")).toBe(true);
  });

  test("after its first bytes", async () => {
    for (let time = 1; time <= 5; time++) {
      const cut = new AbortController();
      const { body } = await fetch(at(letter.letter), { signal: cut.signal });
      expect((await body!.getReader().read()).done).toBe(false);
      expect(post.openFiles(FIRM)).toBeGreaterThan(0); // no socket takes all of it at once
      cut.abort();
    }
  });

  test("before them, at whatever moment", async () => {
    const { hostname, port } = new URL(server.url);
    for (let ms = 0; ms < 40; ms++) {
      const socket = connect({ host: hostname, port: Number(port) });
      await new Promise((resolve) => socket.once("connect", resolve));
      socket.write(`GET ${new URL(at(letter.letter)).pathname} HTTP/1.1\r\nHost: a\r\n\r\n`);
      await sleep(ms / 4);
      socket.resetAndDestroy();
    }
  });

  test("when it wanted the head only", async () => {
    const answer = await fetch(at(letter.letter), { method: "HEAD" });
    expect([answer.status, Number(answer.headers.get("content-length"))]).toEqual([
      200,
      statSync(letter.path).size,
    ]);
  });
});
