import { parentPort, workerData } from "node:worker_threads";

import { assert } from "../primitives/assert.ts";
import { Link, type LinkPlace } from "./link.ts";
import { SharedAnswer } from "./shared-answer.ts";

/** What the node's thread hands to this one. */
export interface LinkThreadData {
  readonly place: LinkPlace;
  readonly publicKey: Uint8Array;
  readonly buffer: SharedArrayBuffer;
}

/** A request with its number. */
export interface LinkRequest {
  readonly number: number;
  readonly bytes: Uint8Array;
}

// The thread that owns the connection, so that it can be read while the node's own thread waits for a signature.
assert(parentPort !== null, "this file is the entry of a thread");
const port = parentPort;
const { place, publicKey, buffer } = workerData as LinkThreadData;
const shared = new SharedAnswer(buffer);
let asked = 0;
const link = new Link({
  ...{ place, publicKey },
  onEvent(event) {
    if (event.kind !== "wrong-key") shared.isUp = event.kind === "up";
    port.postMessage(event);
  },
  onAnswer: (answer) => shared.put(asked, answer),
});
port.on("message", ({ number, bytes }: LinkRequest) => {
  asked = number;
  link.ask(bytes);
});
