/** Milliseconds of this node's time that a peer's questions may take: at once, and in each second after that. */
const BURST_MS = 1_000;
const SHARE = 0.1;
/** Questions beyond the budget that an honest node may come to ask: it asks one at a time, and again after a while. */
const EXCESS_MAX = 256;

interface Asker {
  leftMs: number;
  atMs: number;
  excess: number;
}

export type Verdict = "answer" | "drop" | "flood";

/**
 * How much of this node's time each peer gets for its questions (blocks, bodies, certificates): a small message makes much work, so
 * counting messages is not enough. Who asks beyond it gets no answer and asks another; who goes on all the same floods.
 */
export class QuestionBudget {
  /** Only members connect, so this is as long as the member list. */
  readonly #askers = new Map<string, Asker>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Runs the work of answering, if the peer has time left for it. */
  spend(peer: string, work: () => void): Verdict {
    const startMs = this.#nowMs();
    const asker = this.#at(peer, startMs);
    if (asker.leftMs <= 0) {
      asker.excess += 1;
      return asker.excess > EXCESS_MAX ? "flood" : "drop";
    }
    work();
    asker.leftMs -= this.#nowMs() - startMs;
    asker.excess = 0;
    return "answer";
  }

  #at(peer: string, nowMs: number): Asker {
    const asker = this.#askers.get(peer) ?? { leftMs: BURST_MS, atMs: nowMs, excess: 0 };
    asker.leftMs = Math.min(BURST_MS, asker.leftMs + SHARE * (nowMs - asker.atMs));
    asker.atMs = nowMs;
    this.#askers.set(peer, asker);
    return asker;
  }
}
