import { Chacha20Poly1305 } from "@hpke/chacha20poly1305";
import { CipherSuite, HkdfSha256 } from "@hpke/core";
import { DhkemX25519HkdfSha256 } from "@hpke/dhkem-x25519";

import { concatBytes, utf8 } from "../../primitives/bytes.ts";
import { domainHash } from "../../primitives/hasher.ts";

/** HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305, always in its authenticated mode. */
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Chacha20Poly1305(),
});

/** A key pair, as it is used here: either a participant's registered one, or one that lives for one delivery. */
export interface ExchangeKey {
  readonly publicKey: Uint8Array;
  readonly pair: CryptoKeyPair;
}

const hashSeed = domainHash("portolan letter exchange key 1");

/** A participant's key from the seed of its key file. */
export function exchangeKeyOf(seed: Uint8Array): Promise<ExchangeKey> {
  return keyFrom(hashSeed(seed));
}

/** A key that is forgotten with the delivery that it was made for: that is what makes old traffic unreadable for ever. */
export async function passingKey(): Promise<ExchangeKey> {
  const pair = await suite.kem.generateKeyPair();
  return { pair, publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)) };
}

async function keyFrom(secret: Uint8Array): Promise<ExchangeKey> {
  const pair = await suite.kem.deriveKeyPair(bufferOf(secret));
  return { pair, publicKey: new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)) };
}

/** What a message is about, and in which role it was sealed: sealed for one thing it opens for no other. */
export interface Purpose {
  readonly what: "open" | "answer" | "receipt";
  readonly chainId: Uint8Array;
  readonly letter: Uint8Array;
  readonly commitment: Uint8Array;
}

export interface Sealed {
  /** Encapsulated key and ciphertext. */
  readonly bytes: Uint8Array;
  /** A secret that both ends derive, for what follows. */
  readonly secret: Uint8Array;
}

const ENC_BYTES = 32;

/** Seals from one end to another: only that one opens it, and it knows from whom it is. */
export async function seal(
  from: ExchangeKey,
  to: Uint8Array,
  purpose: Purpose,
  plain: Uint8Array,
): Promise<Sealed> {
  const context = await suite.createSenderContext({
    recipientPublicKey: await publicKeyFrom(to),
    senderKey: from.pair,
    info: bufferOf(infoOf(purpose)),
  });
  const ciphertext = new Uint8Array(await context.seal(bufferOf(plain)));
  const secret = new Uint8Array(await context.export(bufferOf(CHUNKS), 32));
  return { bytes: concatBytes(new Uint8Array(context.enc), ciphertext), secret };
}

export interface Opened {
  readonly plain: Uint8Array;
  readonly secret: Uint8Array;
}

/** Opens what an end has sealed; undefined if it is not from that end, not for this one, or about something else. */
export async function open(
  to: ExchangeKey,
  from: Uint8Array,
  purpose: Purpose,
  bytes: Uint8Array,
): Promise<Opened | undefined> {
  if (bytes.length < ENC_BYTES) return undefined;
  try {
    const context = await suite.createRecipientContext({
      recipientKey: to.pair.privateKey,
      senderPublicKey: await publicKeyFrom(from),
      enc: bufferOf(bytes.subarray(0, ENC_BYTES)),
      info: bufferOf(infoOf(purpose)),
    });
    const plain = new Uint8Array(await context.open(bufferOf(bytes.subarray(ENC_BYTES))));
    const secret = new Uint8Array(await context.export(bufferOf(CHUNKS), 32));
    return { plain, secret };
  } catch {
    return undefined; // the library throws on whatever does not open
  }
}

const CHUNKS = utf8("portolan letter chunks 1");

function infoOf({ what, chainId, letter, commitment }: Purpose): Uint8Array {
  return concatBytes(utf8(`portolan letter ${what} 1\n`), chainId, letter, commitment);
}

function publicKeyFrom(bytes: Uint8Array): Promise<CryptoKey> {
  return suite.kem.deserializePublicKey(bufferOf(bytes));
}

/** The library takes whole buffers. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
