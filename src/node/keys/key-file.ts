import { randomBytes, scrypt } from "node:crypto";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519 } from "@noble/curves/ed25519.js";

import { accountOfKey, formatAccount } from "../../primitives/account-id.ts";
import { equalBytes, fromHex, toHex, utf8 } from "../../primitives/bytes.ts";
import { domainHash } from "../../primitives/hasher.ts";
import { KeyError } from "./key-error.ts";

/** An Ed25519 key that may sign: a seed of 32 bytes and what follows from it. */
export interface SigningKey {
  readonly name: string;
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
  /** The account that a participant gets when it registers with this key as its first signer. */
  readonly account: Uint8Array;
}

/** What a key file tells without its passphrase. */
export interface KeyHeader {
  readonly version: 1;
  readonly name: string;
  readonly publicKey: string;
  readonly account: string;
  readonly kdf: {
    readonly name: "scrypt";
    readonly n: number;
    readonly r: number;
    readonly p: number;
    readonly salt: string;
  };
  readonly cipher: { readonly name: "xchacha20-poly1305"; readonly nonce: string };
}

/** A key file's JSON. `checksum` covers every other field, so that damage is told from a wrong passphrase. */
export interface KeyFile extends KeyHeader {
  readonly ciphertext: string;
  readonly checksum: string;
}

export const SEED_BYTES = 32;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const TAG_BYTES = 16;

/** 2^15 costs a guesser 32 MiB and about 80 ms a try; a file may say more, up to what an ordinary machine bears. */
const COST = { n: 2 ** 15, r: 8, p: 1 } as const;
const COST_MAX = { n: 2 ** 20, r: 16, p: 4 } as const;

const hashFile = domainHash("portolan key file 1");

export function keyOfSeed(name: string, seed: Uint8Array): SigningKey {
  const publicKey = ed25519.getPublicKey(seed);
  return { name, seed, publicKey, account: accountOfKey(publicKey) };
}

export function newKey(name: string): SigningKey {
  return keyOfSeed(name, new Uint8Array(randomBytes(SEED_BYTES)));
}

/** Signs 32 bytes, a transaction's id for instance. Deterministic (RFC 8032), so it needs no randomness. */
export function signWith(key: SigningKey, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, key.seed);
}

/** Names become file names, so they hold nothing that a path could. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** Encrypts a key. The header is bound to the ciphertext: a file whose header was exchanged does not open. */
export async function sealKey(key: SigningKey, passphrase: string): Promise<KeyFile> {
  const salt = randomBytes(16);
  const nonce = new Uint8Array(randomBytes(24));
  const header: KeyHeader = {
    version: 1,
    name: key.name,
    publicKey: toHex(key.publicKey),
    account: formatAccount(key.account),
    kdf: { name: "scrypt", ...COST, salt: toHex(salt) },
    cipher: { name: "xchacha20-poly1305", nonce: toHex(nonce) },
  };
  const secret = await deriveSecret(passphrase, header.kdf);
  const sealed = xchacha20poly1305(secret, nonce, headerBytes(header)).encrypt(key.seed);
  const unchecked = { ...header, ciphertext: toHex(sealed) };
  return { ...unchecked, checksum: checksumOf(unchecked) };
}

/**
 * Decrypts a key file. Throws KEY_FILE_CORRUPT or WRONG_PASSPHRASE.
 *
 * An AEAD fails alike for a wrong passphrase and for a changed byte, and somebody who lost a bit on a disk must not be
 * sent to search his memory. So the checksum is compared first. It is a plain hash of what anybody may read in the file,
 * and helps no guesser; it does not protect the file either, the AEAD does: who alters a field and its checksum gets
 * WRONG_PASSPHRASE, never a key.
 */
export async function openKey(file: KeyFile, passphrase: string): Promise<SigningKey> {
  const secret = await deriveSecret(passphrase, file.kdf);
  const nonce = bytesOf(file.cipher.nonce);
  let seed: Uint8Array;
  try {
    seed = xchacha20poly1305(secret, nonce, headerBytes(file)).decrypt(bytesOf(file.ciphertext));
  } catch (error) {
    throw new KeyError("WRONG_PASSPHRASE", `The passphrase does not open ${file.name}.`, error);
  }
  const key = keyOfSeed(file.name, seed);
  const same =
    equalBytes(key.publicKey, bytesOf(file.publicKey)) &&
    formatAccount(key.account) === file.account;
  if (!same) throw corrupt(file.name, "the header names another key than the one inside");
  return key;
}

/** Reads a key file's text and compares its checksum. Throws KEY_FILE_CORRUPT; `label` is how messages call the file. */
export function parseKeyFile(text: string, label: string): KeyFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw corrupt(label, "it is not JSON");
  }
  const problem = shapeProblem(json);
  if (problem !== undefined) throw corrupt(label, problem);
  const file = json as KeyFile;
  if (checksumOf(file) !== file.checksum) throw corrupt(label, "its checksum does not fit");
  return file;
}

export function formatKeyFile(file: KeyFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

function shapeProblem(json: unknown): string | undefined {
  const top = fieldsOf(json, "version name publicKey account kdf cipher ciphertext checksum");
  if (top === undefined) return "its fields are not those of a key file";
  const kdf = fieldsOf(top["kdf"], "name n r p salt");
  const cipher = fieldsOf(top["cipher"], "name nonce");
  if (kdf === undefined || cipher === undefined) return "kdf or cipher lacks a field";
  if (top["version"] !== 1) return "its version is not 1";
  if (kdf["name"] !== "scrypt" || cipher["name"] !== "xchacha20-poly1305") {
    return "it names another kdf or cipher than scrypt and xchacha20-poly1305";
  }
  if (!isCost(kdf)) return "its scrypt cost is out of bounds";
  if (typeof top["name"] !== "string" || !isKeyName(top["name"]))
    return "its name is not a key name";
  if (typeof top["account"] !== "string") return "its account is not text";
  const lengths: [unknown, number][] = [
    [top["publicKey"], 32],
    [kdf["salt"], 16],
    [cipher["nonce"], 24],
    [top["ciphertext"], SEED_BYTES + TAG_BYTES],
    [top["checksum"], 32],
  ];
  const sound = lengths.every(([text, length]) => isHex(text, length));
  return sound ? undefined : "a field is not hexadecimal of its length";
}

/** The object if it has exactly these fields: an unknown field would be one that nothing protects. */
function fieldsOf(json: unknown, names: string): Record<string, unknown> | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const wanted = names.split(" ").sort().join(" ");
  if (Object.keys(json).sort().join(" ") !== wanted) return undefined;
  return json as Record<string, unknown>;
}

/** A file from elsewhere must not make this program allocate without limit. */
function isCost({ n, r, p }: Record<string, unknown>): boolean {
  const within = (value: unknown, max: number) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= max;
  if (!within(n, COST_MAX.n) || !within(r, COST_MAX.r) || !within(p, COST_MAX.p)) return false;
  return (n as number) > 1 && Number.isInteger(Math.log2(n as number));
}

function isHex(text: unknown, length: number): boolean {
  return typeof text === "string" && text.length === 2 * length && fromHex(text) !== undefined;
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}

/** An array in fixed order, so that the order of fields in the file does not matter. */
function headerBytes({ version, name, publicKey, account, kdf, cipher }: KeyHeader): Uint8Array {
  const { n, r, p, salt } = kdf;
  const values = [version, name, publicKey, account, kdf.name, n, r, p, salt];
  return utf8(JSON.stringify([...values, cipher.name, cipher.nonce]));
}

function checksumOf(file: Omit<KeyFile, "checksum">): string {
  return toHex(hashFile(utf8(JSON.stringify([toHex(headerBytes(file)), file.ciphertext]))));
}

function deriveSecret(passphrase: string, kdf: KeyHeader["kdf"]): Promise<Uint8Array> {
  const { n: N, r, p, salt } = kdf;
  const maxmem = 256 * N * r; // twice of what scrypt needs; the default is below it
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another keyboard or system must give the same bytes.
    const phrase = passphrase.normalize("NFKC");
    scrypt(phrase, bytesOf(salt), 32, { N, r, p, maxmem }, (error, derived) => {
      if (error === null) resolve(new Uint8Array(derived));
      else reject(error);
    });
  });
}

function corrupt(label: string, why: string): KeyError {
  return new KeyError("KEY_FILE_CORRUPT", `The key file ${label} is damaged: ${why}.`);
}
