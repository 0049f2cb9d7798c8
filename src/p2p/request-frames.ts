import { concatBytes, fromUtf8, utf8 } from "../primitives/bytes.ts";
import { FrameMalformed } from "./read-frames.ts";

/** How a request ended, as the answering side sees it. One byte on the wire. */
export type ResponseStatus = "ok" | "refused" | "busy";

const statuses: readonly ResponseStatus[] = ["ok", "refused", "busy"];

export interface Request {
  readonly id: number;
  readonly topic: string;
  readonly body: Uint8Array;
}

export interface Response {
  readonly id: number;
  readonly status: ResponseStatus;
  readonly body: Uint8Array;
}

/** Bytes of an answer's frame besides its body: u32 id, u8 status. */
export const responseOverheadBytes = 5;

/** u32 id, u8 length of the topic, topic in UTF-8, body. */
export function encodeRequest({ id, topic, body }: Request): Uint8Array {
  const name = utf8(topic);
  const head = new Uint8Array(5);
  new DataView(head.buffer).setUint32(0, id);
  head[4] = name.length;
  return concatBytes(head, name, body);
}

export function decodeRequest(frame: Uint8Array): Request {
  if (frame.length < 5) throw new FrameMalformed("A request is shorter than its head.");
  const topicEnd = 5 + frame[4]!;
  const topic = frame.length < topicEnd ? undefined : fromUtf8(frame.subarray(5, topicEnd));
  if (topic === undefined) throw new FrameMalformed("A request's topic is cut off or not UTF-8.");
  return { id: readU32(frame), topic, body: frame.subarray(topicEnd) };
}

/** u32 id, u8 status, body. */
export function encodeResponse({ id, status, body }: Response): Uint8Array {
  const head = new Uint8Array(responseOverheadBytes);
  new DataView(head.buffer).setUint32(0, id);
  head[4] = statuses.indexOf(status);
  return concatBytes(head, body);
}

export function decodeResponse(frame: Uint8Array): Response {
  const status = statuses[frame[4] ?? 255];
  if (frame.length < responseOverheadBytes || status === undefined) {
    throw new FrameMalformed("A response is shorter than its head or has an unknown status.");
  }
  return { id: readU32(frame), status, body: frame.subarray(responseOverheadBytes) };
}

function readU32(frame: Uint8Array): number {
  return new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0);
}
