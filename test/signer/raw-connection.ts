import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

import type { Statement } from "../../src/chain/vote.ts";
import { type Place, readTls } from "../../src/signer/address.ts";
import {
  type Answer,
  ANSWER_BYTES_MAX,
  decodeAnswer,
  encodeRequest,
  frame,
  FrameReader,
} from "../../src/signer/wire.ts";

/** How a connection to an address is made: as a node does, without a certificate, by an old TLS, or without TLS. */
type Manner = "proper" | "nameless" | "old" | "plain";

/** A connection to a signer that sends whatever the test wants, and hands out what comes back. */
export class RawConnection {
  readonly #socket: Socket;
  readonly #answers: Answer[] = [];
  #wake: () => void = () => undefined;
  #isClosed = false;
  /** Why it closed, if by an error. */
  error: Error | undefined;
  /** What TLS gave to take this session up again. */
  session: Buffer | undefined;

  constructor(place: Place, manner: Manner = "proper", session?: Buffer) {
    const reader = new FrameReader(ANSWER_BYTES_MAX);
    this.#socket = open(place, manner, session);
    this.#socket.on("session", (given: Buffer) => (this.session = given));
    this.#socket.on("data", (chunk: Buffer) => {
      for (const payload of reader.push(chunk)!) this.#answers.push(decodeAnswer(payload)!);
      this.#wake();
    });
    this.#socket.on("error", (error) => (this.error = error));
    this.#socket.on("close", () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The next answer; undefined once the signer has closed the connection. */
  async next(): Promise<Answer | undefined> {
    while (this.#answers.length === 0 && !this.#isClosed) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#answers.shift();
  }

  async ask(statement: Statement): Promise<Answer | undefined> {
    this.send(frame(encodeRequest(statement)));
    return this.next();
  }

  close(): void {
    this.#socket.destroy();
  }
}

function open(place: Place, manner: Manner, session?: Buffer): Socket {
  if (place.kind === "socket") return connect(place.path);
  const { host, port, tls } = place;
  if (manner === "plain") return connect(port, host);
  const { key, cert, ca } = readTls(tls);
  const own = manner === "nameless" ? {} : { key, cert };
  return connectTls({
    ...{ host, port, ca, ...own },
    ...(session === undefined ? {} : { session }),
    ...(manner === "old" ? { maxVersion: "TLSv1.2" as const } : {}),
  });
}
