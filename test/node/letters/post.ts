import { createReadStream, fstatSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
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
  /** How far its clock is ahead. */
  aheadMs: number;
  readonly log: string[];
}

/** A question that a node was asked over the network, and what it answered: undefined if it refused. */
export interface Message {
  readonly from: number;
  readonly to: number;
  readonly topic: string;
  readonly body: Uint8Array;
  answer: Uint8Array | undefined;
}

/** Three members' nodes on loopback: the firm's, the bank's, and one that is no end; and the ledger that all of them have. */
export class Post {
  readonly ledger = new LetterLedger();
  readonly folder = mkdtempSync(join(tmpdir(), "portolan-post-"));
  readonly nodes: Node[] = [];
  /** Everything that nodes said to each other, in its order. */
  readonly wire: Message[] = [];
  #members: Member[] = [];

  static async create(): Promise<Post> {
    const post = new Post();
    post.#members = await membersOf(3);
    for (const n of [FIRM, BANK, STRANGER]) {
      const directory = join(post.folder, `node-${n}`);
      const port = await freePort();
      const stopped = { host: undefined, exchange: undefined };
      post.nodes.push({ directory, port, ...stopped, aheadMs: 0, log: [] });
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

  /** Starts a node with the key that it has. */
  async start(n: number, seed = n === FIRM ? "firm key" : "bank key"): Promise<void> {
    const participant = [firm.name, preparer.name][n];
    await this.startServing(n, participant === undefined ? {} : { [participant]: seed });
  }

  /** Starts a node that is the end of these participants, by the seeds of their keys. */
  async startServing(n: number, seeds: Readonly<Record<string, string>>): Promise<void> {
    const node = this.nodes[n]!;
    const bootstrap = this.nodes
      .map((one, i) => `/ip4/127.0.0.1/tcp/${one.port}/p2p/${this.#members[i]!.peerId}`)
      .filter((_, i) => i !== n);
    node.host = await hostOf({ n, members: this.#members, port: node.port, bootstrap });
    const served = new Map<string, ExchangeKey>();
    for (const [name, seed] of Object.entries(seeds))
      served.set(name, await exchangeKeyOf(seedOf(seed)));
    node.exchange = new LetterExchange({
      ...{
        host: this.#recorded(n, node.host),
        ledger: this.ledger.state,
        chainId: seedOf("chain"),
      },
      store: new ContentStore(join(node.directory, "letters"), seedOf(`storage ${n}`)),
      served,
      log: pino({ level: "debug" }, { write: (line) => node.log.push(line) }),
      nowMs: () => Date.now() + node.aheadMs,
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

  /** Says again what was said, or has a third node say it; undefined if it is refused. */
  async sayAgain(
    { to, topic, body, from }: Message,
    by: number = from,
  ): Promise<Uint8Array | undefined> {
    const asked = this.nodes[by]!.host!.request(this.peerId(to), topic, body, 5_000);
    return asked.catch((error: { code?: unknown }) => {
      if (error.code !== "PEER_REFUSED") throw error;
      return undefined;
    });
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

  /** What the firm asks about an answer, written. */
  async question(number: string, message: string): Promise<Written> {
    const head = { ...requestManifest({ number }).head, kind: "question" as const };
    const document = { head, parts: [], closing: { message }, attachments: [] };
    const written = await this.write(createManifest(document, seedOf(`question ${number}`)), []);
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

  /** How many of a node's files of letters are open in this process. */
  openFiles(n: number): number {
    const directory = join(this.nodes[n]!.directory, "letters");
    const ours = new Set(this.files(n).map((file) => statSync(join(directory, file)).ino));
    return openInodes().filter((one) => ours.has(one)).length;
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

  /** The host itself, and what it is asked and answers is written down. */
  #recorded(n: number, host: PeerHost): Pick<PeerHost, "peerId" | "request" | "serve" | "peers"> {
    return {
      peerId: host.peerId,
      request: (...given) => host.request(...given),
      peers: () => host.peers(),
      serve: (topic, handler) =>
        host.serve(topic, async (peerId, body) => {
          const from = this.#members.findIndex((one) => one.peerId === peerId);
          const said: Message = { from, to: n, topic, body: body.slice(), answer: undefined };
          this.wire.push(said);
          const answer = await handler(peerId, body);
          said.answer = answer.slice();
          return answer;
        }),
    };
  }
}

/** Of every file that this process has open. */
function openInodes(): number[] {
  return readdirSync("/dev/fd").flatMap((descriptor) => {
    try {
      return [fstatSync(Number(descriptor)).ino];
    } catch {
      return []; // the listing's own, which is closed by now
    }
  });
}

export interface Written {
  readonly letter: Uint8Array;
  readonly commitment: Uint8Array;
  readonly path: string;
}
