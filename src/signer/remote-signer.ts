import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

import { type Statement, statementHash } from "../chain/vote.ts";
import { equalBytes, toHex } from "../primitives/bytes.ts";
import { verifySignature } from "../primitives/verifier.ts";
import { type Place, placeText, readTls } from "./address.ts";
import type { LinkEvent, LinkPlace } from "./link.ts";
import type { LinkRequest, LinkThreadData } from "./link-thread.ts";
import { SharedAnswer } from "./shared-answer.ts";
import { SignerError } from "./signer-error.ts";
import { decodeAnswer, encodeRequest } from "./wire.ts";

export interface RemoteSignerOptions {
  readonly place: Place;
  /** The key that the node votes with. */
  readonly publicKey: Uint8Array;
  /** The longest that one signature may hold the node up. */
  readonly waitMs: number;
  readonly onEvent: (event: LinkEvent) => void;
  /** The thread ended by a fault of the program. */
  readonly onFatal: (error: Error) => void;
}

interface Pending {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** How long a start waits for the first word of the signer. Without one the node starts and does not vote yet. */
const START_MS = 3_000;

/**
 * A key in another process, asked as if it were here: `sign` returns within `waitMs`. A thread of its own owns the connection;
 * this one waits for its answer in shared memory.
 *
 * It waits only where an answer can be expected. While there is no connection it says so at once, and after an answer that did
 * not come in time it does not wait again before that one is there. An answer that came late serves the same question later.
 */
export class RemoteSigner {
  readonly #options: RemoteSignerOptions;
  readonly #shared = new SharedAnswer();
  readonly #thread: Worker;
  #asked = 0;
  #pending: Pending | undefined;
  #why = "the signer was not reached yet";
  #isStopped = false;

  /** Resolves when the signer is connected or known not to be. Throws WRONG_SIGNER_KEY, BAD_TLS. */
  static async connect(options: RemoteSignerOptions): Promise<RemoteSigner> {
    let heard: (event: LinkEvent | undefined) => void = () => undefined;
    const first = new Promise<LinkEvent | undefined>((resolve) => (heard = resolve));
    const signer = new RemoteSigner({
      ...options,
      onEvent(event) {
        heard(event);
        options.onEvent(event);
      },
    });
    const timer = setTimeout(() => heard(undefined), START_MS);
    const event = await first;
    clearTimeout(timer);
    if (event?.kind !== "wrong-key") return signer;
    await signer.stop();
    const message = `the signer at ${placeText(options.place)} holds key ${toHex(event.found)}, and this node's configuration names ${toHex(options.publicKey)}. Point keys.signer at the signer of this node, or correct its publicKey.`;
    throw new SignerError("WRONG_SIGNER_KEY", message);
  }

  private constructor(options: RemoteSignerOptions) {
    this.#options = options;
    const { place, publicKey } = options;
    const workerData: LinkThreadData = {
      ...{ place: linkPlace(place), publicKey },
      buffer: this.#shared.buffer,
    };
    this.#thread = new Worker(threadEntry(), { workerData });
    this.#thread.on("message", (event: LinkEvent) => this.#heard(event));
    this.#thread.on("error", options.onFatal);
    this.#thread.on("exit", (code) => {
      if (!this.#isStopped) options.onFatal(new Error(`the signer's thread ended with ${code}`));
    });
  }

  sign(statement: Statement): Uint8Array | { readonly reason: string } {
    const bytes = encodeRequest(statement);
    const pending = this.#pending;
    if (pending !== undefined && this.#shared.answered !== pending.number) {
      return { reason: "the signer is slow: an earlier answer has not come yet" };
    }
    this.#pending = undefined;
    if (pending !== undefined && equalBytes(pending.bytes, bytes)) {
      const late = this.#shared.take();
      if (late.length > 0) return this.#read(statement, late);
    }
    if (!this.#shared.isUp) return { reason: this.#why };
    this.#asked += 1;
    const request: LinkRequest = { number: this.#asked, bytes };
    this.#thread.postMessage(request);
    if (this.#shared.wait(this.#asked, this.#options.waitMs)) {
      return this.#read(statement, this.#shared.take());
    }
    this.#pending = request;
    return { reason: `the signer did not answer within ${this.#options.waitMs} ms` };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#thread.terminate();
  }

  /** A signature that does not hold would be a faulty vote of this node: it must not leave, whoever made it. */
  #read(statement: Statement, bytes: Uint8Array): Uint8Array | { readonly reason: string } {
    if (bytes.length === 0) return { reason: "the connection to the signer was lost" };
    const answer = decodeAnswer(bytes);
    if (answer?.kind === "refused") return { reason: `the signer refused: ${answer.code}` };
    if (answer?.kind !== "signed") return { reason: "the signer sent what no signer sends" };
    const { signature } = answer;
    const { publicKey } = this.#options;
    if (verifySignature(signature, statementHash(statement), publicKey)) return signature;
    return { reason: "the signer's signature does not fit the vote and its key" };
  }

  #heard(event: LinkEvent): void {
    if (event.kind === "down") this.#why = `the signer is not connected (${event.reason})`;
    this.#options.onEvent(event);
  }
}

function linkPlace(place: Place): LinkPlace {
  if (place.kind === "socket") return place;
  const { host, port, tls } = place;
  return { kind: "tcp", host, port, texts: readTls(tls) };
}

/** The built thread, beside this file in `dist`. Seen from the sources (tests), it is in `dist` all the same. */
function threadEntry(): string {
  const beside = fileURLToPath(new URL("link-thread.js", import.meta.url));
  const built = fileURLToPath(new URL("../../dist/src/signer/link-thread.js", import.meta.url));
  return existsSync(beside) ? beside : built;
}
