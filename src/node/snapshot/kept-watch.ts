import type { ValidatorSet } from "../../chain/validator-set.ts";
import type { PeerHost } from "../../p2p/host.ts";
import { NodeError } from "../node-error.ts";
import { ask, whatIsKept } from "./exchange.ts";

const LOOK_MS = 10_000;

export interface KeptWatchOptions {
  readonly host: Pick<PeerHost, "peers" | "request">;
  readonly height: () => number;
  readonly isBehind: () => boolean;
  /** Of the epoch that this node is in. */
  readonly validators: () => ValidatorSet;
  readonly joinFrom: "genesis" | "snapshot";
  readonly onGone: (error: NodeError) => void;
}

/**
 * Looks whether the block that a node needs next can be had at all. If it is behind, stands still, and no peer keeps that block any more,
 * waiting is no use: the operator must know, or the next start must join from a snapshot.
 */
export class KeptWatch {
  readonly #options: KeptWatchOptions;
  readonly #timer: NodeJS.Timeout;
  #heightBefore = -1;

  constructor(options: KeptWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    const { host, height: heightNow, isBehind, validators, joinFrom, onGone } = this.#options;
    const height = heightNow();
    const isStanding = isBehind() && height === this.#heightBefore;
    this.#heightBefore = height;
    if (!isStanding) return;
    const answers = await Promise.allSettled(
      host.peers().map(async ({ peerId }) => ({
        peerId,
        ...(await ask(host, peerId, whatIsKept, { height })),
      })),
    );
    const heard = answers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (heard.some(({ hasNext }) => hasNext) || heightNow() !== height) return;
    const { validators: set, quorum } = validators();
    const lacking = heard.filter((one) => set.some(({ peerId }) => peerId === one.peerId)).length;
    if (lacking <= set.length - quorum) return; // they may all be faulty
    onGone(blocksGone(height, joinFrom));
  }
}

function blocksGone(height: number, joinFrom: "genesis" | "snapshot"): NodeError {
  const setting =
    joinFrom === "snapshot" ? "" : 'Set joinFrom = "snapshot" under [chain] in its configuration. ';
  const message =
    `no connected peer keeps block ${height + 1} any more, so this node cannot go on from ${height}. ` +
    `${setting}Start the node again: it joins from a snapshot.`;
  return new NodeError("BLOCKS_GONE", message, { height });
}
