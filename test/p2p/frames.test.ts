import fc from "fast-check";
import { expect, test } from "vitest";

import { byteStrings, CASES } from "../byte-strings.ts";
import { concatBytes } from "../../src/primitives/bytes.ts";
import { frameHeader, FrameReader, FrameTooLarge } from "../../src/p2p/frames.ts";
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
} from "../../src/p2p/request-frames.ts";
import { FrameMalformed } from "../../src/p2p/read-frames.ts";

const bytes = fc.uint8Array({ maxLength: 300 });

test("frames come out as they went in, whatever the pieces in which they arrive", () => {
  fc.assert(
    fc.property(fc.array(bytes), fc.array(fc.integer({ min: 1, max: 40 })), (frames, cuts) => {
      const wire = concatBytes(...frames.flatMap((frame) => [frameHeader(frame.length), frame]));
      const read: Uint8Array[] = [];
      const reader = new FrameReader(300, (frame) => read.push(frame));
      let at = 0;
      for (let i = 0; at < wire.length; i++) {
        const size = cuts.length === 0 ? wire.length : cuts[i % cuts.length]!;
        reader.push(wire.subarray(at, at + size));
        at += size;
      }
      expect(read).toEqual(frames);
    }),
  );
});

test("a frame belongs to its receiver: the network buffer may change afterwards", () => {
  const wire = concatBytes(frameHeader(2), Uint8Array.of(5, 6));
  const read: Uint8Array[] = [];
  new FrameReader(10, (frame) => read.push(frame)).push(wire);
  wire.fill(0);
  expect(read).toEqual([Uint8Array.of(5, 6)]);
});

test("a large frame that arrives in small pieces is whole", () => {
  const frame = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
  const read: Uint8Array[] = [];
  const reader = new FrameReader(300_000, (got) => read.push(got));
  reader.push(frameHeader(frame.length));
  for (let at = 0; at < frame.length; at += 777) reader.push(frame.subarray(at, at + 777));
  expect(read[0]).toEqual(frame);
});

test("a length above the bound is refused as soon as it is read", () => {
  const reader = new FrameReader(10, () => {});
  expect(() => reader.push(frameHeader(11))).toThrow(FrameTooLarge);
});

test(`${CASES} byte strings give frames or FrameTooLarge, nothing else`, () => {
  const sample = concatBytes(frameHeader(2), Uint8Array.of(5, 6), frameHeader(1), Uint8Array.of(7));
  for (const noise of byteStrings(4, [sample])) {
    try {
      new FrameReader(1_000, () => {}).push(noise);
    } catch (error) {
      expect(error).toBeInstanceOf(FrameTooLarge);
    }
  }
});

test("requests and responses survive their encoding", () => {
  const id = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(id, fc.string({ maxLength: 60 }), bytes, (i, topic, body) => {
      const wellFormed = topic.isWellFormed() ? topic : "topic";
      const request = { id: i, topic: wellFormed, body };
      expect(decodeRequest(encodeRequest(request))).toEqual(request);
      const response = { id: i, status: "busy" as const, body };
      expect(decodeResponse(encodeResponse(response))).toEqual(response);
    }),
  );
});

test.each([
  ["request", decodeRequest, encodeRequest as (value: unknown) => Uint8Array],
  ["response", decodeResponse, encodeResponse as (value: unknown) => Uint8Array],
] as const)(
  `${CASES} byte strings are a %s with the same bytes, or FrameMalformed`,
  (_, decode, encode) => {
    const body = Uint8Array.of(1, 2, 3);
    const samples = [
      encodeRequest({ id: 7, topic: "topic", body }),
      encodeResponse({ id: 7, status: "ok", body }),
    ];
    for (const noise of byteStrings(5, samples)) {
      try {
        expect(encode(decode(noise))).toEqual(noise);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameMalformed);
      }
    }
  },
);
