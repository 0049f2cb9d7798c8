import type { Connection, Stream } from "@libp2p/interface";
import { multiaddr } from "@multiformats/multiaddr";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

import type { Vote } from "../../src/chain/vote.ts";
import { encodeMessage, type Message } from "../../src/consensus/messages.ts";
import { frameHeader } from "../../src/p2p/frames.ts";
import { createNode, type HostNode } from "../../src/p2p/libp2p-node.ts";
import { limits } from "../../src/p2p/limits.ts";
import { networkKeyOfSeed } from "../../src/p2p/peer-id.ts";
import type { Protocols } from "../../src/p2p/protocols.ts";
import { concatBytes } from "../../src/primitives/bytes.ts";

/** What it does on an open connection, over and over, until the connection is ended for it. */
export type Attack = (connection: Connection, protocols: Protocols) => Promise<void>;

/** Before a dial that follows a refused one: it tries as hard as a host lets one address try. */
const REDIAL_MS = 20;
const FLOOD_BYTES = 128 * 1024;

/**
 * A member whose machine was broken into. It has the member's network key, so that it may connect, and nothing of a
 * node besides.
 */
export class HostileMember {
  readonly #node: HostNode;
  readonly #protocols: Protocols;
  #isOn = false;
  #work: Promise<void> = Promise.resolve();

  private constructor(node: HostNode, protocols: Protocols) {
    this.#node = node;
    this.#protocols = protocols;
  }

  static async start(seed: Uint8Array, protocols: Protocols): Promise<HostileMember> {
    const node = await createNode({
      privateKey: await networkKeyOfSeed(seed),
      listen: [],
      gate: {},
    });
    // Without these the victim ends the connection: it would speak another network's protocols.
    await node.handle([protocols.direct, protocols.request, protocols.batches], () => undefined);
    await node.start();
    return new HostileMember(node, protocols);
  }

  get peerId(): string {
    return this.#node.peerId.toString();
  }

  /** From now on until `cease`: attacks, and connects again each time that it was cut off. */
  begin(address: string, attack: Attack): void {
    this.#isOn = true;
    this.#work = this.#run(address, attack);
  }

  async cease(): Promise<void> {
    this.#isOn = false;
    for (const one of this.#node.getConnections()) one.abort(new Error("ceased"));
    await this.#work;
  }

  async stop(): Promise<void> {
    await this.cease();
    await this.#node.stop();
  }

  async #run(address: string, attack: Attack): Promise<void> {
    while (this.#isOn) {
      try {
        const connection = await this.#node.dial(multiaddr(address));
        while (this.#isOn && connection.status === "open") {
          await attack(connection, this.#protocols);
        }
      } catch {
        // The victim ended the stream or the connection, or refused it: that is what it should do.
      }
      await sleep(REDIAL_MS);
    }
  }
}

/** Frames that decode to nothing, frames above the bound, requests cut short, batches of random bytes. */
export const garbage: Attack = async (connection, protocols) => {
  for (const protocol of [protocols.direct, protocols.request, protocols.batches]) {
    const stream = await connection.newStream(protocol);
    for (let i = 0; i < 8 && stream.writeStatus === "writable"; i++) {
      const length = 1 + ((i * 97) % 1_000);
      stream.send(concatBytes(frameHeader(length), randomBytes(length)));
    }
    if (stream.writeStatus === "writable") stream.send(frameHeader(limits.frameBytesMax + 1));
    await sleep(5); // else it aborts them itself, before the victim could have read them
    stream.abort(new Error("on purpose"));
  }
};

/** Well-formed votes that nobody counts, since their epoch never was: as many as the connection takes. */
export const flood: Attack = async (connection, protocols) => {
  await pour(connection, protocols, (view) => message({ kind: "vote", vote: forged(view, 7) }));
};

/** Each STATUS brings as many votes as one may, each with a signature that nobody made and that costs a check. */
export const falseVotes: Attack = async (connection, protocols) => {
  await pour(connection, protocols, (view) =>
    message({
      ...{ kind: "status", epoch: 0, view, height: 1, reply: false },
      ...{ committed: undefined, entering: undefined, echo: undefined },
      votes: Array.from({ length: 256 }, (_, i) => forged(1_000_000 + 256 * view + i, 0)),
    }),
  );
};

/** Asks for blocks that take the other a hundred times as long to read and send as the question takes to ask. */
export const questions: Attack = async (connection, protocols) => {
  const question = message({ kind: "want-blocks", fromHeight: 1 });
  await pour(connection, protocols, () => question);
};

async function pour(
  connection: Connection,
  protocols: Protocols,
  frame: (number: number) => Uint8Array,
): Promise<void> {
  const stream = await connection.newStream(protocols.direct);
  for (let number = 1; stream.status === "open";) {
    const frames: Uint8Array[] = [];
    for (let bytes = 0; bytes < FLOOD_BYTES; bytes += frames.at(-1)!.length)
      frames.push(frame(number++));
    await write(stream, concatBytes(...frames));
  }
}

/** Streams without end, of both protocols, each left open. */
export const streams: Attack = async (connection, protocols) => {
  const names = [protocols.direct, protocols.request, protocols.direct, protocols.request];
  await Promise.all(names.map((name) => connection.newStream(name)));
};

function forged(view: number, epoch: number): Vote {
  return {
    ...{ epoch, view, kind: "commit", validator: 3 },
    digest: randomBytes(32),
    signature: randomBytes(64),
  };
}

/** As a frame. */
function message(value: Message): Uint8Array {
  const bytes = encodeMessage(value);
  return concatBytes(frameHeader(bytes.length), bytes);
}

/** As fast as the other side reads, and with a turn of the event loop in between for all else in this process. */
async function write(stream: Stream, bytes: Uint8Array): Promise<void> {
  if (!stream.send(bytes)) await Promise.race([stream.onDrain(), closed(stream)]);
  await sleep(0);
}

function closed(stream: Stream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.status !== "open") resolve();
    else stream.addEventListener("close", () => resolve(), { once: true });
  });
}
