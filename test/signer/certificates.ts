import "reflect-metadata"; // @peculiar/x509 asks for it, before anything else

import type { webcrypto } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

import type { TlsFiles } from "../../src/signer/address.ts";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOUR_MS = 3_600_000;

/** A certificate authority of one test, with the files that it gives out. */
export class Authority {
  readonly #directory: string;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;
  readonly #certificate: X509Certificate;
  #count = 1;

  private constructor(
    directory: string,
    name: string,
    keys: webcrypto.CryptoKeyPair,
    certificate: X509Certificate,
  ) {
    this.#directory = directory;
    this.#name = name;
    this.#keys = keys;
    this.#certificate = certificate;
    writeFileSync(this.file, certificate.toString("pem"));
  }

  static async create(directory: string, name: string): Promise<Authority> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      ...{ name: `CN=${name}`, keys, signingAlgorithm: ALGORITHM, serialNumber: "01" },
      ...lifetime(),
      extensions: [new BasicConstraintsExtension(true, 0, true)],
    });
    return new Authority(directory, name, keys, certificate);
  }

  /** Its own certificate. */
  get file(): string {
    return join(this.#directory, `${this.#name}.pem`);
  }

  /** The files of one side: its key and certificate, and the authority that it lets in. */
  async issue(name: string, letsIn: Authority): Promise<TlsFiles> {
    const keys = await newKeys();
    this.#count += 1;
    const certificate = await X509CertificateGenerator.create({
      ...{ subject: `CN=${name}`, issuer: this.#certificate.subject },
      ...{ publicKey: keys.publicKey, signingKey: this.#keys.privateKey },
      ...{ signingAlgorithm: ALGORITHM, serialNumber: String(this.#count).padStart(2, "0") },
      ...lifetime(),
      extensions: [new SubjectAlternativeNameExtension([{ type: "ip", value: "127.0.0.1" }])],
    });
    const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
    const lines = der.toString("base64").replace(/(.{64})/g, "$1\n");
    const [key, file] = ["key", "certificate"].map((kind) =>
      join(this.#directory, `${name}-${kind}.pem`),
    );
    writeFileSync(key!, `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`);
    writeFileSync(file!, certificate.toString("pem"));
    return { key: key!, certificate: file!, ca: letsIn.file };
  }
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

function lifetime() {
  return { notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + HOUR_MS) };
}
