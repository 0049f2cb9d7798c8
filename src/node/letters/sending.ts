import { randomBytes } from "node:crypto";

import { sealChunk } from "../../letters/exchange/chunk-cipher.ts";
import { open, seal } from "../../letters/exchange/suite.ts";
import { equalBytes, toHex } from "../../primitives/bytes.ts";
import { decodeOwn, encode } from "../../primitives/fields/codec.ts";
import type { ContentName } from "./content-store.ts";
import type { ExchangeParts } from "./exchange.ts";
import { type Ends, endsOf } from "./ends.ts";
import {
  chunkRequest,
  openAnswer,
  openRequest,
  read,
  receipt,
  receiptTime,
  session,
} from "./messages.ts";
import type { SealedFile } from "./sealed-file.ts";

interface Session {
  readonly peerId: string;
  readonly name: ContentName;
  readonly file: SealedFile;
  readonly secret: Uint8Array;
  usedMs: number;
}

/** Deliveries at one time, in all and to one peer, which must not keep the others waiting; who comes when it is full asks again. */
const SESSIONS_MAX = 64;
const SESSIONS_PER_PEER_MAX = 16;
/** A delivery that rests for longer is over: its secret is forgotten, and the next one has another. */
const SESSION_IDLE_MS = 60_000;

/** The end that has a document: it gives it to the other end's node, and to nobody else. */
export class Sending {
  readonly #parts: ExchangeParts;
  readonly #sessions = new Map<string, Session>();

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /** Begins a delivery under a secret that both ends forget afterwards. A refusal is a throw: the peer is told nothing. */
  async open(from: string, body: Uint8Array): Promise<Uint8Array> {
    const asked = read(openRequest, body);
    const ends = asked && this.#endsFor(from, asked);
    if (asked === undefined || ends === undefined) throw new Error("not for this peer");
    const { chainId, store, nowMs } = this.#parts;
    this.forgetIdle();
    const ofPeer = [...this.#sessions.values()].filter(({ peerId }) => peerId === from).length;
    const isFull = this.#sessions.size >= SESSIONS_MAX || ofPeer >= SESSIONS_PER_PEER_MAX;
    if (isFull) throw new Error("too many deliveries");
    const name = { letter: asked.letter, commitment: asked.commitment };
    const { own } = ends.sender;
    const theirs = ends.receiver.registered!.publicKey;
    const opened = await open(own!, theirs, { what: "open", chainId, ...name }, asked.sealed);
    if (opened?.plain.length !== 32) throw new Error("not sealed by the other end's key");
    const file = await store.open(name);
    const id = new Uint8Array(randomBytes(16));
    const plain = encode(session, { id, chunks: file.chunks });
    const purpose = { what: "answer" as const, chainId, ...name };
    const { bytes, secret } = await seal(own!, opened.plain, purpose, plain);
    this.#sessions.set(toHex(id), { peerId: from, name, file, secret, usedMs: nowMs() });
    return encode(openAnswer, { sealed: bytes });
  }

  async chunk(from: string, body: Uint8Array): Promise<Uint8Array> {
    const asked = read(chunkRequest, body);
    const found = asked && this.#sessions.get(toHex(asked.id));
    if (asked === undefined || found?.peerId !== from) throw new Error("no such delivery");
    if (asked.place >= found.file.chunks) throw new Error("no such chunk");
    found.usedMs = this.#parts.nowMs();
    return sealChunk(found.secret, asked.place, await found.file.read(asked.place));
  }

  /** The other end has it. A receipt that is not its own is refused. */
  async receipt(from: string, body: Uint8Array): Promise<ContentName> {
    const given = read(receipt, body);
    const ends = given && this.#endsFor(from, given);
    if (given === undefined || ends === undefined) throw new Error("not of this peer");
    if (!(await this.isReceipt(ends, given, given.sealed))) throw new Error("no receipt");
    this.#end((one) => equalBytes(one.name.commitment, given.commitment));
    return given;
  }

  async isReceipt(ends: Ends, name: ContentName, sealed: Uint8Array): Promise<boolean> {
    const { chainId } = this.#parts;
    const { letter, commitment } = name;
    const purpose = { what: "receipt" as const, chainId, letter, commitment };
    const theirs = ends.receiver.registered!.publicKey;
    const opened = await open(ends.sender.own!, theirs, purpose, sealed);
    return opened !== undefined && decodeOwn(receiptTime, opened.plain).timeMs > 0;
  }

  async stop(): Promise<void> {
    for (const { file } of this.#sessions.values()) await file.close();
    this.#sessions.clear();
  }

  /** The ends of a document that the peer may have of this node: it is the other end's, and the document was given. */
  #endsFor(from: string, name: ContentName): Ends | undefined {
    const { ledger, served } = this.#parts;
    const ends = endsOf(ledger, served, name);
    if (ends === undefined || ends.sender.own === undefined) return undefined;
    return ends.document.isGiven && ends.receiver.registered?.peerId === from ? ends : undefined;
  }

  /** Ends deliveries that rest: their secrets are gone then. */
  forgetIdle(): void {
    const nowMs = this.#parts.nowMs();
    this.#end(({ usedMs }) => nowMs - usedMs > SESSION_IDLE_MS);
  }

  #end(isOver: (one: Session) => boolean): void {
    const { log } = this.#parts;
    for (const [id, one] of this.#sessions) {
      if (!isOver(one)) continue;
      this.#sessions.delete(id);
      one.file.close().catch((error: unknown) => {
        log.warn({ err: error }, "a letter's file was not closed");
      });
    }
  }
}
