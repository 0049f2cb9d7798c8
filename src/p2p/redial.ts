import { limits } from "./limits.ts";

export interface RedialOptions {
  /** Connects to one address or throws. Must give up by itself. */
  readonly dial: (address: string) => Promise<void>;
  readonly addresses: (peerId: string) => string[];
  /** The peer may connect, and no connection with it is open or being opened. */
  readonly isWanted: (peerId: string) => boolean;
}

interface Search {
  failures: number;
  timer: NodeJS.Timeout | undefined;
  running: boolean;
}

/**
 * Looks for each absent peer for ever. libp2p itself gives a peer up after a few tries.
 *
 * One round tries all addresses of a peer, one after the other; then comes a pause of 100 ms that doubles up to 2 s.
 * There is no jitter: both sides dialling at once is settled by `duplicates.ts`, and a round to a dead address on a
 * live machine costs one refused connection.
 */
export class Redialler {
  readonly #options: RedialOptions;
  readonly #searches = new Map<string, Search>();
  #running = false;

  constructor(options: RedialOptions) {
    this.#options = options;
  }

  start(peerIds: Iterable<string>): void {
    this.#running = true;
    for (const peerId of peerIds) this.wake(peerId);
  }

  /** Something changed for this peer (it left, an address was learned): start over with the shortest pause. */
  wake(peerId: string, delayMs = 0): void {
    if (!this.#running) return;
    const search = this.#searches.get(peerId) ?? { failures: 0, timer: undefined, running: false };
    this.#searches.set(peerId, search);
    search.failures = 0;
    if (!search.running) this.#schedule(peerId, search, delayMs);
  }

  /** The connection broke before it could be used: go on with the pauses as they were. */
  resume(peerId: string): void {
    const search = this.#searches.get(peerId);
    if (search === undefined) return this.wake(peerId, limits.redialDelayMsMin);
    if (!search.running && search.timer === undefined) this.#afterFailure(peerId, search);
  }

  forget(peerId: string): void {
    clearTimeout(this.#searches.get(peerId)?.timer);
    this.#searches.delete(peerId);
  }

  stop(): void {
    this.#running = false;
    for (const peerId of [...this.#searches.keys()]) this.forget(peerId);
  }

  #schedule(peerId: string, search: Search, delayMs: number): void {
    clearTimeout(search.timer);
    search.timer = setTimeout(() => {
      search.timer = undefined;
      void this.#round(peerId, search);
    }, delayMs);
  }

  async #round(peerId: string, search: Search): Promise<void> {
    search.running = true;
    for (const address of this.#options.addresses(peerId)) {
      if (!this.#isCurrent(peerId, search) || !this.#options.isWanted(peerId)) break;
      try {
        await this.#options.dial(address);
        break;
      } catch {
        // counted by the dialler; the next address or the next round follows
      }
    }
    search.running = false;
    if (this.#isCurrent(peerId, search) && this.#options.isWanted(peerId)) {
      this.#afterFailure(peerId, search);
    }
  }

  #afterFailure(peerId: string, search: Search): void {
    this.#schedule(peerId, search, redialDelayMs(search.failures));
    search.failures++;
  }

  #isCurrent(peerId: string, search: Search): boolean {
    return this.#running && this.#searches.get(peerId) === search;
  }
}

/** Pause after this many failed rounds before the present one. */
export function redialDelayMs(failures: number): number {
  return Math.min(limits.redialDelayMsMax, limits.redialDelayMsMin * 2 ** Math.min(failures, 10));
}
