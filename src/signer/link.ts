import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

import { equalBytes } from "../primitives/bytes.ts";
import type { TlsTexts } from "./address.ts";
import { ANSWER_BYTES_MAX, decodeAnswer, frame, FrameReader, PROTOCOL } from "./wire.ts";

/** Where the signer is, in a form that can be passed to a thread. */
export type LinkPlace =
  | { readonly kind: "socket"; readonly path: string }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly texts: TlsTexts;
    };

/** What became of the connection. */
export type LinkEvent =
  | { readonly kind: "up" }
  | { readonly kind: "down"; readonly reason: string }
  /** The signer that answers holds another key than the node's configuration says. */
  | { readonly kind: "wrong-key"; readonly found: Uint8Array };

export interface LinkOptions {
  readonly place: LinkPlace;
  readonly publicKey: Uint8Array;
  readonly onEvent: (event: LinkEvent) => void;
  /** The answer to the request in flight; no bytes if the connection was lost. */
  readonly onAnswer: (answer: Uint8Array) => void;
}

/** How long the signer may take to greet and to answer before it is taken for dead and dialled again. */
const SILENT_MS = 5_000;
const REDIAL_LEAST_MS = 100;
const REDIAL_MOST_MS = 1_000;

/** The connection to a signer, made again for as long as it takes. One request at a time. */
export class Link {
  readonly #options: LinkOptions;
  #socket: Socket | undefined;
  #isUp = false;
  #isAsking = false;
  #silence: NodeJS.Timeout | undefined;
  #redialMs = REDIAL_LEAST_MS;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#dial();
  }

  ask(request: Uint8Array): void {
    if (!this.#isUp || this.#isAsking) return this.#options.onAnswer(new Uint8Array(0));
    this.#isAsking = true;
    this.#expect("did not answer");
    this.#socket?.write(frame(request));
  }

  #dial(): void {
    const { place } = this.#options;
    const reader = new FrameReader(ANSWER_BYTES_MAX);
    const socket = open(place);
    this.#socket = socket;
    socket.setNoDelay(true);
    let reason = "it closed the connection";
    const lose = (why: string): void => {
      reason = why;
      socket.destroy();
    };
    this.#lose = lose;
    this.#expect("did not greet");
    socket.on("error", (error) => (reason = error.message));
    socket.on("close", () => this.#lost(reason));
    socket.on("data", (chunk: Buffer) => {
      const payloads = reader.push(chunk);
      if (payloads === undefined) return lose("it sends what no signer sends");
      for (const payload of payloads) this.#read(payload);
    });
  }

  #lose: (reason: string) => void = () => undefined;

  #expect(silence: string): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(`it ${silence} for ${SILENT_MS} ms`), SILENT_MS);
  }

  #read(payload: Uint8Array): void {
    if (this.#isUp && this.#isAsking) {
      clearTimeout(this.#silence);
      this.#isAsking = false;
      return this.#options.onAnswer(payload);
    }
    const answer = decodeAnswer(payload);
    if (answer?.kind === "refused") return this.#lose(`it refused: ${answer.code}`);
    if (answer?.kind !== "hello" || this.#isUp) return this.#lose("it sends what no signer sends");
    if (answer.protocol !== PROTOCOL) {
      return this.#lose(
        `it speaks version ${answer.protocol}, and this program version ${PROTOCOL}`,
      );
    }
    const { publicKey, onEvent } = this.#options;
    if (!equalBytes(answer.publicKey, publicKey)) {
      onEvent({ kind: "wrong-key", found: answer.publicKey });
      return this.#lose("it holds another key");
    }
    clearTimeout(this.#silence);
    this.#isUp = true;
    this.#redialMs = REDIAL_LEAST_MS;
    onEvent({ kind: "up" });
  }

  #lost(reason: string): void {
    clearTimeout(this.#silence);
    this.#isUp = false;
    this.#options.onEvent({ kind: "down", reason });
    if (this.#isAsking) {
      this.#isAsking = false;
      this.#options.onAnswer(new Uint8Array(0));
    }
    setTimeout(() => this.#dial(), this.#redialMs);
    this.#redialMs = Math.min(2 * this.#redialMs, REDIAL_MOST_MS);
  }
}

function open(place: LinkPlace): Socket {
  if (place.kind === "socket") return connect(place.path);
  const { host, port, texts } = place;
  return connectTls({ host, port, ...texts, minVersion: "TLSv1.3", rejectUnauthorized: true });
}
