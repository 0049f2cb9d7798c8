import { decodeOwn } from "../../primitives/fields/codec.ts";
import { assert } from "../../primitives/assert.ts";
import type { Store } from "../../state/store.ts";
import type { PinnedState } from "../../state/store/pinned-state.ts";
import { HEAD_KEY, storedHead } from "../chain-records.ts";
import { snapshotLimits } from "./limits.ts";

/** The state after the block of this height, held for one peer. */
export interface Pin {
  readonly height: number;
  readonly state: PinnedState;
  readonly openedMs: number;
  usedMs: number;
}

/** The states that are held open for peers, at most one for each. */
export class Pins {
  readonly #store: Store;
  readonly #nowMs: () => number;
  readonly #pins = new Map<string, Pin>();

  constructor(store: Store, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  get size(): number {
    return this.#pins.size;
  }

  /** Holds the newest state for a peer in place of the one before. Undefined if too many peers are being served. */
  open(peer: string): Pin | undefined {
    this.close(peer);
    this.sweep();
    if (this.#pins.size >= snapshotLimits.pinsMax) return undefined;
    const state = this.#store.pin();
    const head = state.readIndex("meta", HEAD_KEY);
    assert(head !== undefined, "a chain that is open has a head");
    const { height } = decodeOwn(storedHead, head).header;
    const pin = { height, state, openedMs: this.#nowMs(), usedMs: this.#nowMs() };
    this.#pins.set(peer, pin);
    return pin;
  }

  of(peer: string): Pin | undefined {
    const pin = this.#pins.get(peer);
    if (pin !== undefined) pin.usedMs = this.#nowMs();
    return pin;
  }

  close(peer: string): void {
    void this.#pins.get(peer)?.state.close();
    this.#pins.delete(peer);
  }

  /** Closes what nobody uses any more. */
  sweep(): void {
    const nowMs = this.#nowMs();
    for (const [peer, { usedMs, openedMs }] of this.#pins) {
      const isIdle = nowMs - usedMs > snapshotLimits.pinIdleMs;
      if (isIdle || nowMs - openedMs > snapshotLimits.pinMsMax) this.close(peer);
    }
  }

  closeAll(): void {
    for (const peer of [...this.#pins.keys()]) this.close(peer);
  }
}
