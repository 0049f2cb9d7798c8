import { expect, test } from "vitest";

import { type FrameHeader, grantInPortions } from "../../src/p2p/muxer.ts";

const DATA = 0;
const WINDOW_UPDATE = 1;
const FIN = 4;

/** A sender whose frames are kept, as yamux hands them to its connection. */
function open() {
  const sent: FrameHeader[] = [];
  const sender = { sendFrame: (header: FrameHeader) => sent.push(header) > 0 };
  grantInPortions(sender);
  const update = (streamID: number, length: number, flag = 0): boolean =>
    sender.sendFrame({ type: WINDOW_UPDATE, flag, streamID, length });
  return { sent, update };
}

test("small messages cost no window update each: credit is granted in portions, and none is lost", () => {
  const { update, sent } = open();
  for (let i = 0; i < 10_000; i++) update(1, 300);
  expect(sent.length).toBeLessThan(30);
  const granted = sent.reduce((sum, { length }) => sum + length, 0);
  expect(10_000 * 300 - granted).toBeLessThan(128 * 1024);
});

test("a frame that ends a stream takes along what was held back", () => {
  const { update, sent } = open();
  update(1, 300);
  update(3, 200);
  update(1, 0, FIN);
  expect(sent).toEqual([{ type: WINDOW_UPDATE, flag: FIN, streamID: 1, length: 300 }]);
});

test("data frames pass as they are", () => {
  const sent: unknown[] = [];
  const sender = { sendFrame: (...frame: unknown[]) => sent.push(frame) > 0 };
  grantInPortions(sender);
  const header = { type: DATA, flag: 0, streamID: 1, length: 5 };
  sender.sendFrame(header, "bytes");
  expect(sent).toEqual([[header, "bytes"]]);
});

test("streams that come and go without end cost bounded memory, and all credit is granted", () => {
  const { update, sent } = open();
  for (let stream = 1; stream <= 10_000; stream++) update(stream, 1);
  expect(10_000 - sent.length).toBeLessThanOrEqual(256);
});
