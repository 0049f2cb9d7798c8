import type { Stream } from "@libp2p/interface";

import { frameHeader, frameHeaderBytes } from "./frames.ts";
import { limits } from "./limits.ts";

export interface FrameWriterOptions {
  readonly countMax: number;
  readonly bytesMax: number;
  /** A frame was handed to the stream. */
  readonly onSent: (bytes: number) => void;
  /** The oldest frame was dropped because the queue was full. */
  readonly onDropped: () => void;
}

/**
 * The outgoing queue of one stream. Frames leave in the order in which they were pushed.
 *
 * A push only queues; what one turn of the event loop pushed leaves together at its end, in one write. A stream that
 * is full stops the queue until it drains, so a peer that does not read costs the queue's bound and no more. Without
 * a stream (it is being opened, or opened again) frames wait.
 */
export class FrameWriter {
  readonly #options: FrameWriterOptions;
  readonly #queue: Uint8Array[] = [];
  #bytes = 0;
  #stream: Stream | undefined;
  #scheduled = false;
  #soon: NodeJS.Timeout | undefined;
  #flushing = false;

  constructor(options: FrameWriterOptions) {
    this.#options = options;
  }

  /** Bytes that wait, those that the stream has not yet passed on included. */
  get waitingBytes(): number {
    return this.#bytes + (this.#stream?.writeBufferLength ?? 0);
  }

  /** Queues a frame; "soon" lets it wait for company. The caller must not change its bytes afterwards. */
  push(frame: Uint8Array, when: "now" | "soon" = "now"): void {
    this.#queue.push(frame);
    this.#bytes += frame.length;
    while (
      this.#queue.length > this.#options.countMax ||
      (this.#bytes > this.#options.bytesMax && this.#queue.length > 1)
    ) {
      this.#bytes -= this.#queue.shift()!.length;
      this.#options.onDropped();
    }
    if (when === "now") this.#schedule();
    else this.#soon ??= setTimeout(() => this.#schedule(), limits.joinDelayMs);
  }

  /** Writes to this stream from now on, until it is replaced or dies. */
  attach(stream: Stream): void {
    this.#stream = stream;
    const onRoom = (): void => this.#schedule();
    stream.addEventListener("drain", onRoom);
    stream.addEventListener("idle", onRoom);
    this.#schedule();
  }

  detach(stream: Stream): void {
    if (this.#stream === stream) this.#stream = undefined;
  }

  clear(): void {
    clearTimeout(this.#soon);
    this.#queue.length = 0;
    this.#bytes = 0;
    this.#stream = undefined;
  }

  /** A microtask, not the call itself: on "drain" the stream passes its own rest on first, also in a microtask. */
  #schedule(): void {
    if (this.#scheduled || this.#stream === undefined || this.#queue.length === 0) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#flushing) return; // writing can signal "idle" before it returns
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#flushing = true;
    try {
      while (this.#stream !== undefined && this.#queue.length > 0 && hasRoom(this.#stream)) {
        this.#write(this.#stream);
      }
    } catch {
      this.#stream = undefined; // it closed meanwhile; its "close" event makes the owner open another
    } finally {
      this.#flushing = false;
    }
  }

  #write(stream: Stream): void {
    const first = this.#take();
    if (first.length > limits.joinedWriteBytesMax) {
      stream.send(frameHeader(first.length));
      stream.send(first);
      return;
    }
    const frames = [first];
    let size = frameHeaderBytes + first.length;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      if (size + frameHeaderBytes + next.length > limits.joinedWriteBytesMax) break;
      frames.push(this.#take());
      size += frameHeaderBytes + next.length;
    }
    stream.send(joinFrames(frames, size));
  }

  #take(): Uint8Array {
    const frame = this.#queue.shift()!;
    this.#bytes -= frame.length;
    this.#options.onSent(frame.length);
    return frame;
  }
}

function hasRoom(stream: Stream): boolean {
  return (
    stream.writeStatus === "writable" &&
    !stream.writableNeedsDrain &&
    stream.writeBufferLength < limits.joinedWriteBytesMax
  );
}

function joinFrames(frames: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  const view = new DataView(joined.buffer);
  let offset = 0;
  for (const frame of frames) {
    view.setUint32(offset, frame.length);
    joined.set(frame, offset + frameHeaderBytes);
    offset += frameHeaderBytes + frame.length;
  }
  return joined;
}
