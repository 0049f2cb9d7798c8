import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pino } from "pino";

import { answerFrom } from "../../../src/letters/form/answer.ts";
import { type ExchangeKey, exchangeKeyOf } from "../../../src/letters/exchange/suite.ts";
import { commitmentOf } from "../../../src/letters/package/commitment.ts";
import { createManifest } from "../../../src/letters/package/create.ts";
import { describeAttachments, writePackage } from "../../../src/letters/package/file.ts";
import type { Manifest } from "../../../src/letters/package/manifest.ts";
import { ContentStore } from "../../../src/node/letters/content-store.ts";
import { LetterExchange } from "../../../src/node/letters/exchange.ts";
import { bytesOf } from "../../../src/node/letters/padded.ts";
import type { Member, PeerHost } from "../../../src/p2p/host.ts";
import { letterId } from "../../../src/transactions/letters/records.ts";
import { requestManifest, seedOf } from "../../letters/content/forms.ts";
import { firm, issueBody, LetterLedger, preparer } from "../../letters/office.ts";
import { freePort, hostOf, membersOf, until } from "../../p2p/network.ts";

export const FIRM = 0;
export const BANK = 1;
export const STRANGER = 2;

/** An end's node: its place in the network, its disk, and the exchange while it runs. */
interface Node {
  readonly directory: string;
  readonly port: number;
  host: PeerHost | undefined;
  exchange: LetterExchange | undefined;
  /** Bytes of questions about letters, and of its answers, since it was made. */
  answeredBytes: number;
}

/** Three members' nodes on loopback: the firm's, the bank's, and one that is no end; and the ledger that all of them have. */
export class Post {
  readonly ledger = new LetterLedger();
  readonly folder = mkdtempSync(join(tmpdir(), "portolan-post-"));
  readonly nodes: Node[] = [];
  #members: Member[] = [];

  static async create(): Promise<Post> {
    const post = new Post();
    post.#members = await membersOf(3);
    for (const n of [FIRM, BANK, STRANGER]) {
      const directory = join(post.folder, `node-${n}`);
      const port = await freePort();
      post.nodes.push({ directory, port, host: undefined, exchange: undefined, answeredBytes: 0 });
    }
    await post.register(FIRM, "firm key");
    await post.register(BANK, "bank key");
    return post;
  }

  /** Puts an end's key on the ledger. */
  async register(n: number, seed: string): Promise<void> {
    const { publicKey } = await exchangeKeyOf(seedOf(seed));
    const body = { publicKey, peerId: this.#members[n]!.peerId };
    this.ledger.do(n === FIRM ? firm : preparer, "letter.key.set", body);
  }

  /** Starts a node with the key that it has; `aheadMs`: how far its clock is ahead. */
  async start(n: number, seed = n === FIRM ? "firm key" : "bank key", aheadMs = 0): Promise<void> {
    const participant = [firm.name, preparer.name][n];
    await this.startServing(n, participant === undefined ? {} : { [participant]: seed }, aheadMs);
  }

  /** Starts a node that is the end of these participants, by the seeds of their keys. */
  async startServing(
    n: number,
    seeds: Readonly<Record<string, string>>,
    aheadMs = 0,
  ): Promise<void> {
    const node = this.nodes[n]!;
    const bootstrap = this.nodes
      .map((one, i) => `/ip4/127.0.0.1/tcp/${one.port}/p2p/${this.#members[i]!.peerId}`)
      .filter((_, i) => i !== n);
    node.host = await hostOf({ n, members: this.#members, port: node.port, bootstrap });
    const served = new Map<string, ExchangeKey>();
    for (const [name, seed] of Object.entries(seeds))
      served.set(name, await exchangeKeyOf(seedOf(seed)));
    node.exchange = new LetterExchange({
      ...{ host: counted(node, node.host), ledger: this.ledger.state, chainId: seedOf("chain") },
      store: new ContentStore(join(node.directory, "letters"), seedOf(`storage ${n}`)),
      served,
      log: pino({ level: "silent" }),
      nowMs: () => Date.now() + aheadMs,
    });
    node.exchange.start();
    await node.host.start();
  }

  async stop(n: number): Promise<void> {
    const node = this.nodes[n]!;
    await node.exchange?.stop();
    await node.host?.stop();
    node.exchange = node.host = undefined;
  }

  async remove(): Promise<void> {
    await Promise.all(this.nodes.map((_, n) => this.stop(n)));
    rmSync(this.folder, { recursive: true });
  }

  peerId(n: number): string {
    return this.#members[n]!.peerId;
  }

  async connected(a: number, b: number): Promise<void> {
    const sees = (n: number, other: number) =>
      this.nodes[n]!.host!.peers().some(({ peerId }) => peerId === this.peerId(other));
    await until("the nodes to meet", () => sees(a, b) && sees(b, a));
  }

  /** A letter on the ledger, and its package on disk, with an attachment of so many bytes. */
  async issue(number: string, attachment?: Uint8Array): Promise<Written> {
    const path = join(this.folder, `${number}.attachment`);
    const files = attachment === undefined ? [] : [path];
    if (attachment !== undefined) await writeFile(path, attachment);
    const attachments = await describeAttachments(files);
    const manifest = requestManifest({ number }, { seed: number, attachments });
    const written = await this.write(manifest, files);
    const asked = manifest.items.map(({ item }) => item);
    this.ledger.do(
      firm,
      "letter.issue",
      issueBody({ number, items: asked, commitment: written.commitment }),
    );
    return { ...written, letter: letterId(firm.name, number) };
  }

  /** The bank's answer to a letter, written. */
  async answer(number: string): Promise<Written> {
    const asked = ["deposits", "guarantees"] as const;
    const match = { result: "MATCH" };
    const json = { result: "MATCH", items: { deposits: match, guarantees: match } };
    const { parts, ...closing } = answerFrom(json, asked);
    const head = { ...requestManifest({ number }).head, kind: "reply" as const };
    const closed = { result: closing.result, preparedBy: undefined, message: undefined };
    const document = { head, parts, closing: closed, attachments: [] };
    const written = await this.write(createManifest(document, seedOf(`answer ${number}`)), []);
    return { ...written, letter: letterId(firm.name, number) };
  }

  async write(manifest: Manifest, files: readonly string[]): Promise<Omit<Written, "letter">> {
    const path = join(this.folder, `${manifest.head.number}.${manifest.head.kind}.letter`);
    await writePackage(path, manifest, files);
    return { path, commitment: commitmentOf(manifest) };
  }

  async put(n: number, { letter, path }: Pick<Written, "letter" | "path">): Promise<string> {
    return this.nodes[n]!.exchange!.put(letter, createReadStream(path), statSync(path).size);
  }

  /** What a node gives back of a letter. */
  async get(
    n: number,
    { letter }: Pick<Written, "letter">,
    of: "request" | "reply",
  ): Promise<Buffer> {
    const source = await this.nodes[n]!.exchange!.get(letter, of);
    const pieces: Uint8Array[] = [];
    for await (const piece of bytesOf(source)) pieces.push(piece);
    await source.close();
    return Buffer.concat(pieces);
  }

  /** Whether a node has a document, byte for byte. */
  async has(n: number, written: Written, of: "request" | "reply"): Promise<boolean> {
    return (await this.get(n, written, of)).equals(await readFile(written.path));
  }

  files(n: number): string[] {
    return readdirSync(join(this.nodes[n]!.directory, "letters"));
  }

  async arrives(n: number, { commitment }: Written, limitMs?: number): Promise<void> {
    const name = Buffer.from(commitment).toString("hex");
    const isThere = () => this.files(n).some((file) => file.endsWith(`.${name}`));
    await until("the document to arrive", isThere, limitMs);
  }

  async isDelivered(n: number, { commitment }: Written): Promise<void> {
    const name = `${Buffer.from(commitment).toString("hex")}.delivered`;
    await until("the receipt", () => this.files(n).some((file) => file.endsWith(name)));
  }
}

/** The host itself, with what it answers counted. */
function counted(
  node: Node,
  host: PeerHost,
): Pick<PeerHost, "peerId" | "request" | "serve" | "peers"> {
  return {
    peerId: host.peerId,
    request: (...given) => host.request(...given),
    peers: () => host.peers(),
    serve: (topic, handler) =>
      host.serve(topic, async (from, body) => {
        node.answeredBytes += body.length;
        const answer = await handler(from, body);
        node.answeredBytes += answer.length;
        return answer;
      }),
  };
}

export interface Written {
  readonly letter: Uint8Array;
  readonly commitment: Uint8Array;
  readonly path: string;
}
