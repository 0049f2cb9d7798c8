/** How much a peer may do at once, and how much of it comes back each second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** How fast each peer does one kind of thing: what a member's node does in earnest stays far below its allowance. */
export class Pace {
  readonly #allowance: Allowance;
  readonly #nowMs: () => number;
  readonly #peers = new Map<string, { left: number; atMs: number }>();

  constructor(allowance: Allowance, nowMs: () => number = () => performance.now()) {
    this.#allowance = allowance;
    this.#nowMs = nowMs;
  }

  /** Counts one; false if the peer has used its allowance up. */
  allows(peerId: string): boolean {
    const { burst, perSecond } = this.#allowance;
    const atMs = this.#nowMs();
    const peer = this.#peers.get(peerId) ?? { left: burst, atMs };
    const left = Math.min(burst, peer.left + ((atMs - peer.atMs) * perSecond) / 1_000);
    const isAllowed = left >= 1;
    this.#peers.set(peerId, { left: isAllowed ? left - 1 : left, atMs });
    return isAllowed;
  }
}
