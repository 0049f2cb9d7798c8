import type { Socket } from "node:net";

import { statement, type Statement } from "../chain/vote.ts";
import { decode } from "../primitives/fields/codec.ts";
import {
  type Answer,
  encodeAnswer,
  frame,
  FrameReader,
  PROTOCOL,
  type Refusal,
  REQUEST_BYTES_MAX,
} from "./wire.ts";

export interface ServeOptions {
  readonly publicKey: Uint8Array;
  readonly sign: (statement: Statement) => Uint8Array | Refusal;
  readonly onRefused: (code: Refusal, statement: Statement | undefined) => void;
  /** A vote could not be written: the process must end, and nothing more may leave. */
  readonly onFatal: (error: Error) => void;
  /** How long a frame that has begun may take to end. */
  readonly frameMs?: number;
}

const FRAME_MS = 5_000;
/** Who does not read its answers gets no more of them: about fifty. */
const UNREAD_BYTES_MAX = 4_096;
/** How long a last word may take to leave. */
const GOODBYE_MS = 1_000;

/**
 * One connection of a node. A refused vote leaves it open; what no node would send is answered with its code, and the connection
 * is closed.
 */
export function serve(socket: Socket, options: ServeOptions): void {
  const { publicKey, sign, onRefused, onFatal, frameMs = FRAME_MS } = options;
  const reader = new FrameReader(REQUEST_BYTES_MAX);
  let slow: NodeJS.Timeout | undefined;
  const refuse = (code: Refusal): void => {
    clearTimeout(slow);
    socket.removeAllListeners("data");
    onRefused(code, undefined);
    sayGoodbye(socket, code);
  };
  const answer = (payload: Uint8Array): void => {
    const decoded = decode(statement, payload);
    if (!decoded.ok) return refuse("MALFORMED");
    const signed = sign(decoded.value);
    if (signed === "MALFORMED") return refuse(signed);
    if (typeof signed === "string") onRefused(signed, decoded.value);
    send(
      socket,
      typeof signed === "string"
        ? { kind: "refused", code: signed }
        : { kind: "signed", signature: signed },
    );
  };
  const read = (chunk: Buffer): void => {
    clearTimeout(slow);
    const payloads = reader.push(chunk);
    if (payloads === undefined) return refuse("OVERSIZED");
    const isPipelined = payloads.length > 1 || (payloads.length === 1 && reader.isPartial);
    if (isPipelined || socket.writableLength > UNREAD_BYTES_MAX) return refuse("PIPELINED");
    if (payloads[0] !== undefined) return answer(payloads[0]);
    if (reader.isPartial) slow = setTimeout(() => refuse("TOO_SLOW"), frameMs);
  };
  socket.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      socket.destroy();
      onFatal(error as Error);
    }
  });
  socket.on("close", () => clearTimeout(slow));
  send(socket, { kind: "hello", protocol: PROTOCOL, publicKey });
}

/** A code as the last word of a connection. */
export function sayGoodbye(socket: Socket, code: Refusal): void {
  socket.resume(); // what still comes is not read, but must not keep the last word from leaving
  socket.end(frame(encodeAnswer({ kind: "refused", code })));
  const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
  socket.once("close", () => clearTimeout(timer));
}

function send(socket: Socket, answer: Answer): void {
  socket.write(frame(encodeAnswer(answer)));
}
