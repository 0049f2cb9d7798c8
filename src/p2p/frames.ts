/** Bytes in front of each frame: its length, big-endian. */
export const frameHeaderBytes = 4;

/** What a reader starts with for a frame that has not arrived whole: a claimed length alone must not cost memory. */
const firstBufferBytes = 64 * 1024;

/** The header of a frame of this many bytes. */
export function frameHeader(length: number): Uint8Array {
  const header = new Uint8Array(frameHeaderBytes);
  new DataView(header.buffer).setUint32(0, length);
  return header;
}

/** A peer announced a frame above the bound. The stream cannot be read on: where the next frame starts is unknown. */
export class FrameTooLarge extends Error {
  readonly length: number;

  constructor(length: number, max: number) {
    super(`A frame of ${length} bytes was announced; at most ${max} are allowed.`);
    this.name = "FrameTooLarge";
    this.length = length;
  }
}

/**
 * Cuts a stream of bytes into frames, whatever the pieces in which it arrives.
 *
 * Each frame handed out is a copy that belongs to the receiver: a view would keep the network buffer around it alive
 * for as long as one vote is kept.
 */
export class FrameReader {
  readonly #bytesMax: number;
  readonly #onFrame: (frame: Uint8Array) => void;
  readonly #header = new Uint8Array(frameHeaderBytes);
  #headerFilled = 0;
  #length = 0;
  #body = new Uint8Array(0);
  #bodyFilled = 0;

  constructor(bytesMax: number, onFrame: (frame: Uint8Array) => void) {
    this.#bytesMax = bytesMax;
    this.#onFrame = onFrame;
  }

  /** Takes the next piece. Throws FrameTooLarge; nothing may be pushed after that. */
  push(piece: Uint8Array): void {
    let rest = piece;
    while (rest.length > 0) {
      if (this.#headerFilled < frameHeaderBytes) {
        rest = this.#takeHeader(rest);
        if (this.#headerFilled < frameHeaderBytes || this.#length > 0) continue;
      } else {
        rest = this.#takeBody(rest);
        if (this.#bodyFilled < this.#length) continue;
      }
      this.#finish();
    }
  }

  #takeHeader(piece: Uint8Array): Uint8Array {
    const taken = Math.min(frameHeaderBytes - this.#headerFilled, piece.length);
    this.#header.set(piece.subarray(0, taken), this.#headerFilled);
    this.#headerFilled += taken;
    if (this.#headerFilled === frameHeaderBytes) {
      this.#length = new DataView(this.#header.buffer).getUint32(0);
      if (this.#length > this.#bytesMax) throw new FrameTooLarge(this.#length, this.#bytesMax);
      this.#body = new Uint8Array(Math.min(this.#length, firstBufferBytes));
      this.#bodyFilled = 0;
    }
    return piece.subarray(taken);
  }

  #takeBody(piece: Uint8Array): Uint8Array {
    const taken = Math.min(this.#length - this.#bodyFilled, piece.length);
    this.#reserve(this.#bodyFilled + taken);
    this.#body.set(piece.subarray(0, taken), this.#bodyFilled);
    this.#bodyFilled += taken;
    return piece.subarray(taken);
  }

  /** Doubles the buffer up to the frame's length, which it has exactly when the frame is whole. */
  #reserve(needed: number): void {
    if (needed <= this.#body.length) return;
    const grown = new Uint8Array(Math.min(this.#length, Math.max(needed, 2 * this.#body.length)));
    grown.set(this.#body.subarray(0, this.#bodyFilled));
    this.#body = grown;
  }

  #finish(): void {
    const frame = this.#body;
    this.#headerFilled = 0;
    this.#length = 0;
    this.#body = new Uint8Array(0);
    this.#bodyFilled = 0;
    this.#onFrame(frame);
  }
}
