import type { Stream } from "@libp2p/interface";

/**
 * The one stream of a protocol on which each peer currently writes to us. When a peer opens another (its end of the
 * old one died), the old one is ended, so that order is kept and old streams cannot pile up.
 */
export class InboundStreams {
  readonly #streams = new Map<string, Stream>();

  replace(peerId: string, stream: Stream): void {
    const old = this.#streams.get(peerId);
    this.#streams.set(peerId, stream);
    stream.addEventListener(
      "close",
      () => {
        if (this.#streams.get(peerId) === stream) this.#streams.delete(peerId);
      },
      { once: true },
    );
    old?.abort(new Error("replaced by a newer stream of the same peer"));
  }
}
