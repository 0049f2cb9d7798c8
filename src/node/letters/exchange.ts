import type { DocumentState } from "../../rpc/letter-routes.ts";
import { committedDocuments } from "../../letters/exchange/documents.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { packageFrom, type PackageSource } from "../../letters/package/file.ts";
import type { Kind } from "../../letters/form/head.ts";
import { toHex } from "../../primitives/bytes.ts";
import { encode } from "../../primitives/fields/codec.ts";
import type { PeerHost } from "../../p2p/host.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { exchangeKeys, letters } from "../../transactions/letters/records.ts";
import type { NodeLog } from "../log.ts";
import { ContentError } from "./content-error.ts";
import type { ContentName, ContentStore, Unkept } from "./content-store.ts";
import { type Ends, endsOf, type Served } from "./ends.ts";
import { offer, offerAnswer, read, topics } from "./messages.ts";
import { packageIn } from "./padded.ts";
import { fetchContent, receiptFor, WrongContent } from "./receiving.ts";
import { Sending } from "./sending.ts";
import { keyOf, Undelivered } from "./undelivered.ts";

export interface ExchangeParts {
  readonly host: Pick<PeerHost, "peerId" | "request" | "serve" | "peers">;
  readonly ledger: LedgerReader;
  readonly store: ContentStore;
  readonly served: Served;
  readonly chainId: Uint8Array;
  readonly log: NodeLog;
  readonly nowMs: () => number;
}

const OFFER_TIMEOUT_MS = 10_000;
/** How often what is not delivered is offered: the other end's node may have been away for days. */
const OFFER_EVERY_MS = 5_000;
/** Documents that are fetched at one time, and packages that are taken in. */
const FETCHES_MAX = 8;
const PUTS_MAX = 8;
/** A document that came and was not the right one is fetched again after this at the earliest: it costs its sender nothing. */
const WRONG_AGAIN_MS = 600_000;

/**
 * The private exchange of letters (docs/domain section 3): an end's node keeps what it has to deliver, offers it to the other end's
 * node whenever that is there, and that one fetches it. No other node takes part.
 */
export class LetterExchange {
  readonly #parts: ExchangeParts;
  readonly #sending: Sending;
  readonly #undelivered = new Undelivered();
  readonly #fetching = new Set<string>();
  /** When those were fetched that were not the right ones. */
  readonly #wrongMs = new Map<string, number>();
  #puts = 0;
  #timer: NodeJS.Timeout | undefined;
  #isOffering = false;
  #isDue = false;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#sending = new Sending(parts);
    const { store, ledger, served } = parts;
    for (const name of store.list()) {
      const ends = store.isDelivered(name) ? undefined : endsOf(ledger, served, name);
      if (ends !== undefined) this.#toDeliver(ends, name);
    }
  }

  start(): void {
    const { host } = this.#parts;
    host.serve(topics.offer, (from, body) => this.#offered(from, body));
    host.serve(topics.open, (from, body) => this.#sending.open(from, body));
    host.serve(topics.chunk, (from, body) => this.#sending.chunk(from, body));
    host.serve(topics.receipt, async (from, body) => {
      await this.#delivered(await this.#sending.receipt(from, body));
      return new Uint8Array();
    });
    this.#timer = setInterval(() => {
      this.#sending.forgetIdle();
      this.#offerSoon();
    }, OFFER_EVERY_MS);
  }

  /** How many documents the other ends do not have yet. */
  get undelivered(): number {
    return this.#undelivered.size;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sending.stop();
  }

  /**
   * Takes a package of one of this node's participants, and delivers it. Throws UNKNOWN_LETTER, NOT_SERVED, NOT_A_PACKAGE,
   * CONTENT_TOO_LARGE, COMMITMENT_DIFFERS, CONTENT_BUSY.
   */
  async put(letter: Uint8Array, bytes: AsyncIterable<Uint8Array>, size: number): Promise<Kind> {
    if (this.#puts >= PUTS_MAX) throw new ContentError("CONTENT_BUSY");
    this.#puts++;
    try {
      return await this.#take(letter, bytes, size);
    } finally {
      this.#puts--;
    }
  }

  async #take(letter: Uint8Array, bytes: AsyncIterable<Uint8Array>, size: number): Promise<Kind> {
    const { ledger, store, served } = this.#parts;
    const record = letters.read(ledger, letter);
    if (record === undefined) throw new ContentError("UNKNOWN_LETTER");
    if (!served.has(record.firm) && !served.has(record.bank)) throw new ContentError("NOT_SERVED");
    const unkept = await store.take(bytes, size);
    const name = { letter, commitment: await commitmentIn(unkept) };
    const ends = endsOf(ledger, served, name);
    const code = whyNotKept(ends);
    if (ends === undefined || code !== undefined) {
      await unkept.drop();
      throw new ContentError(code ?? "COMMITMENT_DIFFERS");
    }
    await unkept.keepAs(name);
    this.#toDeliver(ends, name);
    this.#offerSoon();
    return ends.document.kind;
  }

  /** A document of a letter that this node has. Throws UNKNOWN_LETTER, CONTENT_UNKNOWN, CONTENT_DAMAGED. */
  async get(letter: Uint8Array, kind: Kind): Promise<PackageSource & { close(): Promise<void> }> {
    const { ledger, store } = this.#parts;
    const record = letters.read(ledger, letter);
    if (record === undefined) throw new ContentError("UNKNOWN_LETTER");
    const documents = committedDocuments(ledger, record).filter((one) => one.kind === kind);
    const found = documents.findLast(({ commitment }) => store.has({ letter, commitment }));
    if (found === undefined) throw new ContentError("CONTENT_UNKNOWN");
    const file = await store.open({ letter, commitment: found.commitment });
    try {
      const close = (): Promise<void> =>
        file.close().catch((error: unknown) => {
          this.#parts.log.warn({ err: error }, "a letter's file was not closed");
        });
      return { ...(await packageIn(file)), close };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The documents that the ledger commits to, and where each is. Throws UNKNOWN_LETTER. */
  async documents(letter: Uint8Array): Promise<DocumentState[]> {
    const { ledger, store } = this.#parts;
    const record = letters.read(ledger, letter);
    if (record === undefined) throw new ContentError("UNKNOWN_LETTER");
    const states: DocumentState[] = [];
    for (const { kind, commitment, from } of committedDocuments(ledger, record)) {
      const name = { letter, commitment };
      const deliveredAtMs = (await store.deliveredAtMs(name)) ?? null;
      const ends = { from: record[from], to: record[from === "firm" ? "bank" : "firm"] };
      const isHere = store.has(name);
      states.push({
        document: kind,
        commitment: toHex(commitment),
        ...ends,
        isHere,
        deliveredAtMs,
      });
    }
    return states;
  }

  async #offered(from: string, body: Uint8Array): Promise<Uint8Array> {
    const name = read(offer, body);
    const ends = name && endsOf(this.#parts.ledger, this.#parts.served, name);
    const isOurs = ends?.receiver.own !== undefined && ends.document.isGiven;
    if (
      name === undefined ||
      !isOurs ||
      ends.sender.registered?.peerId !== from ||
      this.#wasWrong(name)
    ) {
      return encode(offerAnswer, { state: "unknown", receipt: undefined });
    }
    if (this.#parts.store.has(name)) {
      const receipt = await receiptFor(this.#parts, ends, name);
      return encode(offerAnswer, { state: "had", receipt });
    }
    const isBusy = this.#fetching.size >= FETCHES_MAX && !this.#fetching.has(keyOf(name));
    if (!isBusy) void this.#fetch(ends, name);
    return encode(offerAnswer, { state: isBusy ? "busy" : "wanted", receipt: undefined });
  }

  #wasWrong(name: ContentName): boolean {
    const wrongMs = this.#wrongMs.get(keyOf(name)) ?? -Infinity;
    return this.#parts.nowMs() - wrongMs < WRONG_AGAIN_MS;
  }

  async #fetch(ends: Ends, name: ContentName): Promise<void> {
    const key = keyOf(name);
    if (this.#fetching.has(key)) return;
    const { log } = this.#parts;
    const letter = toHex(name.letter);
    this.#fetching.add(key);
    try {
      await fetchContent(this.#parts, ends, name);
      log.info({ letter, document: ends.document.kind }, "a letter's document has arrived");
    } catch (error) {
      if (error instanceof WrongContent) this.#wrongMs.set(key, this.#parts.nowMs());
      log.warn({ letter, reason: (error as Error).message }, "a letter's document did not arrive");
    } finally {
      this.#fetching.delete(key);
    }
  }

  /** What was received here, and not sent, has nowhere to go. */
  #toDeliver({ sender, receiver }: Ends, name: ContentName): void {
    if (sender.own !== undefined) this.#undelivered.add(receiver.participant, name);
  }

  /** A round of offers, now or after the one that runs. What fails in it is the disk's: the next round tries again. */
  #offerSoon(): void {
    this.#isDue = true;
    if (this.#isOffering) return;
    this.#isOffering = true;
    this.#offerAll()
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error }, "letters cannot be delivered; the disk may be full");
      })
      .finally(() => (this.#isOffering = false));
  }

  async #offerAll(): Promise<void> {
    while (this.#isDue) {
      this.#isDue = false;
      const connected = new Set(this.#parts.host.peers().map(({ peerId }) => peerId));
      for (const receiver of this.#undelivered.receivers())
        await this.#offerTo(receiver, connected);
    }
  }

  /** Offers a participant what waits for it, until its node has enough to do. */
  async #offerTo(receiver: string, connected: ReadonlySet<string>): Promise<void> {
    const { ledger, served } = this.#parts;
    const peerId = exchangeKeys.read(ledger, receiver)?.peerId;
    const isHere = served.has(receiver);
    if (!isHere && (peerId === undefined || !connected.has(peerId))) return;
    for (const name of this.#undelivered.of(receiver)) {
      const ends = endsOf(ledger, served, name);
      if (ends === undefined)
        this.#undelivered.delete(name); // another document took its place
      else if (!ends.document.isGiven) continue;
      else if (isHere)
        await this.#delivered(name); // one node serves both ends
      else if (!(await this.#offer(ends, name, peerId!))) return;
    }
  }

  /** False if the other end's node takes no more for now. */
  async #offer(ends: Ends, name: ContentName, peerId: string): Promise<boolean> {
    const { host, log } = this.#parts;
    let body: Uint8Array;
    try {
      body = await host.request(peerId, topics.offer, encode(offer, name), OFFER_TIMEOUT_MS);
    } catch (error) {
      log.debug({ peerId, reason: (error as Error).message }, "an offer was not answered");
      return false;
    }
    const answer = read(offerAnswer, body);
    const receipt = answer?.receipt;
    const isHad = receipt !== undefined && (await this.#sending.isReceipt(ends, name, receipt));
    if (isHad) await this.#delivered(name);
    return answer?.state !== "busy";
  }

  /** A receipt that comes again moves nothing: neither the time of the first one, nor what is counted. */
  async #delivered(name: ContentName): Promise<void> {
    const { store, nowMs, log } = this.#parts;
    if (!this.#undelivered.has(name)) return;
    await store.setDelivered(name, nowMs());
    if (!this.#undelivered.delete(name)) return; // it came twice at one time
    log.info({ letter: toHex(name.letter) }, "a letter's document was delivered");
    this.#offerSoon(); // its place at the other end is free for the next one
  }
}

/** What a package on this node's disk commits to; it is dropped if it is none. Throws NOT_A_PACKAGE. */
async function commitmentIn(unkept: Unkept): Promise<Uint8Array> {
  try {
    const { manifest } = await packageFrom(await packageIn(unkept.file));
    return commitmentOf(manifest);
  } catch (error) {
    await unkept.drop();
    throw new ContentError("NOT_A_PACKAGE", error);
  }
}

function whyNotKept(ends: Ends | undefined): "COMMITMENT_DIFFERS" | "NOT_SERVED" | undefined {
  if (ends === undefined) return "COMMITMENT_DIFFERS";
  return ends.sender.own === undefined && ends.receiver.own === undefined
    ? "NOT_SERVED"
    : undefined;
}
