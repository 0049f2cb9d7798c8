import { randomBytes } from "node:crypto";
import { createReadStream, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";

import type { OperationEnvelope } from "../../../src/chain/transaction.ts";
import { Actor } from "../../../src/cli/demo/actor.ts";
import { Layout } from "../../../src/cli/devnet/layout.ts";
import { networkOf } from "../../../src/cli/ledger.ts";
import { operationOf } from "../../../src/cli/operations.ts";
import { transact } from "../../../src/cli/transact.ts";
import { answerFrom } from "../../../src/letters/form/answer.ts";
import type { Head } from "../../../src/letters/form/head.ts";
import { requestFrom } from "../../../src/letters/form/request.ts";
import { commitmentOf } from "../../../src/letters/package/commitment.ts";
import { createManifest, type Document } from "../../../src/letters/package/create.ts";
import { writePackage } from "../../../src/letters/package/file.ts";
import { toHex } from "../../../src/primitives/bytes.ts";
import { accept } from "../../../src/transactions/letters/accept.ts";
import { authorise } from "../../../src/transactions/letters/authorise.ts";
import { issue } from "../../../src/transactions/letters/issue.ts";
import { prepare } from "../../../src/transactions/letters/prepare.ts";
import { receive } from "../../../src/transactions/letters/receive.ts";
import { letterId } from "../../../src/transactions/letters/records.ts";
import { reply } from "../../../src/transactions/letters/reply.ts";
import { setSigner } from "../../../src/transactions/participants/set-signer.ts";
import type { Devnet } from "../../e2e/devnet.ts";
import { form } from "../content/forms.ts";

/** How long each part of a run took, in milliseconds; packages as they were found at the other end. */
export interface ExchangeReport {
  readonly parts: readonly (readonly [what: string, ms: number])[];
  readonly delivered: { readonly requests: number; readonly replies: number };
  /** Sizes of the files at the ends, and how many have each. */
  readonly sizes: Readonly<Record<string, number>>;
}

const OPERATIONS = 50;
const PUTS_AT_ONCE = 4;
const MATCH = { result: "MATCH" };

interface Letter {
  readonly id: Uint8Array;
  readonly head: Head;
  readonly items: readonly ("deposits" | "guarantees")[];
  readonly request: Uint8Array;
  readonly requestPath: string;
  reply: Uint8Array;
  replyPath: string;
}

/** So many letters of firm-1 to bank-cn, their forms to the bank's node and its answers back to the firm's, on a devnet that runs. */
export async function exchangeLetters(
  devnet: Devnet,
  count: number,
  say: (text: string) => void = () => undefined,
): Promise<ExchangeReport> {
  const layout = new Layout(devnet.directory);
  const of = (name: string, node: number) => Actor.ofCast(layout, name, devnet.rpc(node));
  const [firm, bank, entity] = await Promise.all([
    of("firm-1", 0),
    of("bank-cn", 1),
    of("enterprise-1", 2),
  ]);
  const reviewer = Actor.fresh("reviewer", devnet.rpc(1), bank.account);
  await bank.does(setSigner, { publicKey: reviewer.key.publicKey, weight: 1 });
  const folder = join(devnet.directory, "packages");
  mkdirSync(folder);
  const { chainId } = await networkOf(firm.session);
  const parts: [string, number][] = [];
  const timed = async (what: string, does: () => Promise<unknown>): Promise<void> => {
    say(what);
    const fromMs = performance.now();
    await does();
    parts.push([what, performance.now() - fromMs]);
  };

  const letters: Letter[] = [];
  await timed("packages written", async () => {
    for (let n = 0; n < count; n++) letters.push(await written(folder, chainId, `X-${n}`));
  });
  const each = (by: Actor, what: string, order: (one: Letter) => OperationEnvelope) =>
    timed(what, () => inBatches(by, letters.map(order)));
  await each(firm, "issued", ({ head, items, request: commitment }) => {
    const { number, bank: to, branch, entity: about, format, asOf } = head;
    const terms = { entity: about, format, asOf, items, commitment };
    const rest = { branch, engagement: undefined, itemResults: false };
    return operationOf(issue, { number, bank: to, ...rest, ...terms });
  });
  const whole = (node: number) => wholeFiles(layout, node);
  await timed("requests delivered", async () => {
    await putAll(
      devnet.rpc(0),
      letters.map((one) => [one.id, one.requestPath]),
    );
    await arrived(() => whole(1).length, count, say);
  });
  const requests = whole(1).length;
  await each(bank, "accepted", ({ id }) =>
    operationOf(accept, { id, mandate: undefined, itemResults: false }),
  );
  await each(entity, "authorised", ({ id, request }) =>
    operationOf(authorise, { id, commitment: request }),
  );
  await timed("answers written", async () => {
    for (const one of letters) await answer(folder, one);
  });
  const answered = ({ id, reply: commitment }: Letter) => ({
    ...{ id, result: "MATCH" as const, items: undefined, commitment },
  });
  await each(bank, "prepared", (one) => operationOf(prepare, answered(one)));
  await each(reviewer, "replied", (one) => operationOf(reply, answered(one)));
  const before = whole(0).length;
  await timed("replies delivered", async () => {
    await putAll(
      devnet.rpc(1),
      letters.map((one) => [one.id, one.replyPath]),
    );
    await arrived(() => whole(0).length - before, count, say);
  });
  const replies = whole(0).length - before;
  await each(firm, "received", ({ id, reply: commitment }) =>
    operationOf(receive, { id, commitment }),
  );
  const sizes: Record<string, number> = {};
  for (const path of [...whole(0), ...whole(1)]) {
    const { size } = statSync(path);
    sizes[size] = (sizes[size] ?? 0) + 1;
  }
  return { parts, delivered: { requests, replies }, sizes };
}

async function written(folder: string, chainId: Uint8Array, number: string): Promise<Letter> {
  const balance = `${1_000 + randomBytes(3).readUIntBE(0, 3)}.00`;
  const { head: given, parts } = requestFrom(form({ number, contact: balance }));
  const id = letterId("firm-1", number);
  const head: Head = { kind: "request", chainId, letter: id, firm: "firm-1", ...given };
  const [path, request] = await packed(folder, { head, parts, attachments: [] });
  const items = parts.map(({ item }) => item) as Letter["items"];
  return { ...{ id, head, items, request, requestPath: path }, reply: request, replyPath: path };
}

async function answer(folder: string, letter: Letter): Promise<void> {
  const json = { result: "MATCH", items: { deposits: MATCH, guarantees: MATCH } };
  const { parts, result, preparedBy, message } = answerFrom(json, letter.items);
  const closing = { result, preparedBy, message };
  const head: Head = { ...letter.head, kind: "reply" };
  const document = { head, parts, closing, attachments: [] };
  [letter.replyPath, letter.reply] = await packed(folder, document);
}

async function packed(folder: string, document: Document): Promise<[string, Uint8Array]> {
  const manifest = createManifest(document, new Uint8Array(randomBytes(32)));
  const path = join(folder, `${document.head.number}.${document.head.kind}`);
  await writePackage(path, manifest, []);
  return [path, commitmentOf(manifest)];
}

async function inBatches({ session }: Actor, all: readonly OperationEnvelope[]): Promise<void> {
  for (let at = 0; at < all.length; at += OPERATIONS) {
    const operations = all.slice(at, at + OPERATIONS);
    await transact(session, { operations, summary: "letters" });
  }
}

async function putAll(
  rpc: string,
  packages: readonly (readonly [id: Uint8Array, path: string])[],
): Promise<void> {
  const left = [...packages];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const [id, path] = next;
      const body = Readable.toWeb(createReadStream(path));
      const headers = { "content-length": String(statSync(path).size) };
      const init = { method: "PUT", headers, body, duplex: "half" } as RequestInit;
      const { status } = await fetch(`${rpc}/letters/${toHex(id)}/content`, init);
      if (status !== 201) throw new Error(`a package was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: PUTS_AT_ONCE }, work));
}

function wholeFiles(layout: Layout, node: number): string[] {
  const folder = join(layout.node(node).data, "letters");
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.[0-9a-f]{64}$/.test(name));
  return names.map((name) => join(folder, name));
}

async function arrived(
  count: () => number,
  wanted: number,
  say: (text: string) => void,
): Promise<void> {
  while (count() < wanted) {
    say(`${count()} of ${wanted} delivered`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
