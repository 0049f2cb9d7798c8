import type { StreamMuxerFactory } from "@libp2p/interface";
import { yamux } from "@libp2p/yamux";

import { assert } from "../primitives/assert.ts";

/** A frame's header as yamux writes it. `length` of a window update is the credit that it grants. */
export interface FrameHeader {
  readonly type: number;
  readonly flag: number;
  readonly streamID: number;
  readonly length: number;
}

/** What of a yamux muxer this file takes part in. */
export interface FrameSender {
  sendFrame(header: FrameHeader, data?: unknown): boolean;
}

const WINDOW_UPDATE = 1;
/** Half of the window with which a stream begins: so much credit may be held back without the sender ever waiting for it. */
const CREDIT_MIN = 128 * 1024;

/**
 * yamux that grants credit in portions. The library answers every data frame with a window update, so each message cost a second one in
 * the other direction: a quarter of the CPU of sending and receiving. Other implementations wait for half a window, as this does.
 */
export function muxer(init: Parameters<typeof yamux>[0]): () => StreamMuxerFactory {
  const create = yamux(init);
  return () => {
    const factory = create() as StreamMuxerFactory;
    return {
      protocol: factory.protocol,
      createStreamMuxer(connection) {
        const made = factory.createStreamMuxer(connection);
        grantInPortions(made as unknown as FrameSender);
        return made;
      },
    };
  };
}

/** Streams that ended without a frame from here stay in the list; beyond this all are told what they have not been told yet. */
const STREAMS_HELD_MAX = 256;

/** Holds window updates back until they are worth a frame. Called before the first stream, which takes `sendFrame` as it is then. */
export function grantInPortions(sender: FrameSender): void {
  assert(typeof sender.sendFrame === "function", "yamux sends its frames by sendFrame");
  const send = sender.sendFrame.bind(sender);
  const heldBack = new Map<number, number>();
  sender.sendFrame = (header, data) => {
    const { type, flag, streamID, length } = header;
    if (type !== WINDOW_UPDATE) return send(header, data);
    const credit = (heldBack.get(streamID) ?? 0) + length;
    // A flag opens or ends the stream: such a frame leaves at once, and takes along what was held back.
    if (flag !== 0 || credit >= CREDIT_MIN) {
      heldBack.delete(streamID);
      return send({ ...header, length: credit }, data);
    }
    heldBack.set(streamID, credit);
    if (heldBack.size > STREAMS_HELD_MAX) {
      for (const [id, owed] of heldBack) send({ type, flag, streamID: id, length: owed });
      heldBack.clear();
    }
    return true;
  };
}
