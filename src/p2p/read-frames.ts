import type { Stream, StreamMessageEvent } from "@libp2p/interface";

import { FrameReader } from "./frames.ts";
import { reasonOf } from "./log.ts";

export interface FrameEvents {
  readonly onFrame: (frame: Uint8Array) => void;
  /** The peer broke the framing or its content; the stream is already aborted. */
  readonly onViolation: (reason: string) => void;
  /** The stream is over, for whatever reason. Called once. */
  readonly onEnd: () => void;
}

/** Thrown by `onFrame` when the content of a frame is not what the protocol says. */
export class FrameMalformed extends Error {}

/**
 * Reads frames from a stream until it ends, and closes this side when the other has closed its own: a side left open
 * counts against the peer's stream limit for ever.
 *
 * Nothing is thrown from here. It runs inside an event of the multiplexer, where an exception would end the process.
 */
export function readFrames(stream: Stream, bytesMax: number, events: FrameEvents): void {
  let over = false;
  const reader = new FrameReader(bytesMax, events.onFrame);

  const onMessage = (event: StreamMessageEvent): void => {
    if (over) return;
    try {
      if (event.data instanceof Uint8Array) reader.push(event.data);
      else for (const piece of event.data) reader.push(piece);
    } catch (error) {
      over = true; // the position in the stream is lost; the rest means nothing
      stream.abort(toError(error));
      events.onViolation(reasonOf(error));
    }
  };

  const onClose = (): void => {
    over = true;
    stream.removeEventListener("message", onMessage);
    events.onEnd();
  };

  stream.addEventListener("close", onClose, { once: true });
  closeWithRemote(stream);
  if (stream.status !== "open") return onClose();
  stream.addEventListener("message", onMessage);
}

/** Closes this side of a stream as soon as the other side has closed its own. */
export function closeWithRemote(stream: Stream): void {
  const close = (): void => {
    stream.close().catch((error: unknown) => stream.abort(toError(error)));
  };
  stream.addEventListener("remoteCloseWrite", close, { once: true });
  if (stream.remoteWriteStatus !== "writable") close();
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
