import { openChunk } from "../../letters/exchange/chunk-cipher.ts";
import { CHUNK_CLASSES } from "../../letters/exchange/padding.ts";
import { open, passingKey, seal } from "../../letters/exchange/suite.ts";
import { commitmentOf } from "../../letters/package/commitment.ts";
import { packageFrom } from "../../letters/package/file.ts";
import { equalBytes, toHex } from "../../primitives/bytes.ts";
import { encode } from "../../primitives/fields/codec.ts";
import type { ContentName, Unkept } from "./content-store.ts";
import type { ExchangeParts } from "./exchange.ts";
import { type Ends } from "./ends.ts";
import {
  chunkRequest,
  openAnswer,
  openRequest,
  read,
  receipt,
  receiptTime,
  session,
  topics,
} from "./messages.ts";
import { packageIn } from "./padded.ts";
import type { SealedFile } from "./sealed-file.ts";

const TIMEOUT_MS = 20_000;
/** Chunks that are asked for at one time: a round trip around the globe then costs little. */
const WINDOW = 4;

/** Fetches a document from the end that offered it, from where an earlier delivery had got to, and keeps it if it is the right one. */
export async function fetchContent(
  parts: ExchangeParts,
  ends: Ends,
  name: ContentName,
): Promise<void> {
  const { store, host } = parts;
  const peerId = ends.sender.registered!.peerId;
  const delivery = await begin(parts, ends, name);
  const unkept = await store.resume(name, delivery.chunks);
  const { file } = unkept;
  try {
    for (let place = await file.written(); place < delivery.chunks; place += WINDOW) {
      const places = Array.from({ length: WINDOW }, (_, i) => place + i);
      const wanted = places.filter((one) => one < delivery.chunks);
      const sealed = await Promise.all(
        wanted.map((one) => {
          const body = encode(chunkRequest, { id: delivery.id, place: one });
          return host.request(peerId, topics.chunk, body, TIMEOUT_MS);
        }),
      );
      for (const [i, one] of wanted.entries()) {
        const plain = openChunk(delivery.secret, one, sealed[i]!);
        if (plain === undefined) throw new Error(`chunk ${one} does not open`);
        await file.write(one, plain);
      }
    }
  } catch (error) {
    await file.close(); // what has arrived stays, and the next delivery goes on there
    throw error;
  }
  await keep(unkept, name);
  const sealed = await receiptFor(parts, ends, name);
  await host.request(peerId, topics.receipt, encode(receipt, { ...name, sealed }), TIMEOUT_MS);
}

/** That this end has it, sealed for the other one. */
export async function receiptFor(
  { chainId, nowMs }: ExchangeParts,
  { sender, receiver }: Ends,
  { letter, commitment }: ContentName,
): Promise<Uint8Array> {
  const purpose = { what: "receipt" as const, chainId, letter, commitment };
  const plain = encode(receiptTime, { timeMs: nowMs() });
  return (await seal(receiver.own!, sender.registered!.publicKey, purpose, plain)).bytes;
}

interface Delivery {
  readonly id: Uint8Array;
  readonly chunks: number;
  readonly secret: Uint8Array;
}

async function begin(parts: ExchangeParts, ends: Ends, name: ContentName): Promise<Delivery> {
  const { host, chainId } = parts;
  const { letter, commitment } = name;
  const { publicKey, peerId } = ends.sender.registered!;
  const passing = await passingKey();
  const about = { chainId, letter, commitment };
  const purpose = { what: "open" as const, ...about };
  const { bytes } = await seal(ends.receiver.own!, publicKey, purpose, passing.publicKey);
  const body = encode(openRequest, { ...name, sealed: bytes });
  const answer = read(openAnswer, await host.request(peerId, topics.open, body, TIMEOUT_MS));
  const sealed = answer?.sealed ?? new Uint8Array();
  const opened = await open(passing, publicKey, { what: "answer", ...about }, sealed);
  const found = opened && read(session, opened.plain);
  if (opened === undefined || found === undefined) throw new Error("not sealed by the sender");
  if (!CHUNK_CLASSES.some((one) => one === found.chunks)) throw new Error("an unknown size");
  return { ...found, secret: opened.secret };
}

/** Keeps what the ledger commits to, and nothing else. */
async function keep(unkept: Unkept, name: ContentName): Promise<void> {
  const why = await whyNot(unkept.file, name);
  if (why === undefined) return unkept.keepAs(name);
  await unkept.drop();
  throw new WrongContent(`what was sent for letter ${toHex(name.letter)} ${why}`);
}

/** A document came whole, and is not what the ledger commits to. */
export class WrongContent extends Error {}

async function whyNot(
  file: SealedFile,
  { letter, commitment }: ContentName,
): Promise<string | undefined> {
  try {
    const { manifest } = await packageFrom(await packageIn(file));
    if (!equalBytes(manifest.head.letter, letter)) return "is of another letter";
    const isRight = equalBytes(commitmentOf(manifest), commitment);
    return isRight ? undefined : "is not what the ledger commits to";
  } catch (error) {
    return `does not read: ${(error as Error).message}`;
  }
}
