import { fromUtf8, utf8 } from "../primitives/bytes.ts";
import type { AddressBook } from "./address-book.ts";
import { limits } from "./limits.ts";

/** Request topic by which hosts tell each other addresses. Reserved: the node above must not serve it. */
export const addressTopic = "host.addresses";

export interface AddressExchangeOptions {
  readonly book: AddressBook;
  readonly self: string;
  readonly ownAddresses: () => string[];
  readonly mayConnect: (peerId: string) => boolean;
  readonly peerIds: () => string[];
  readonly connected: () => string[];
  readonly ask: (peerId: string) => Promise<Uint8Array>;
  /** An address that was not known before: worth a dial at once. */
  readonly onLearned: (peerId: string) => void;
}

/**
 * Lets two members that were both told of a third find each other.
 *
 * A host asks each peer on connecting, and one peer in turn at an interval as long as a member is missing. An address
 * is only a hint where to dial: the handshake proves who answers there, and only members are dialled.
 */
export class AddressExchange {
  readonly #options: AddressExchangeOptions;
  #timer: NodeJS.Timeout | undefined;
  #turn = 0;

  constructor(options: AddressExchangeOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.#askNext(), limits.addressExchangeIntervalMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The answer for a peer: one address per line, own ones first. */
  answer(): Uint8Array {
    const { book, ownAddresses, peerIds } = this.#options;
    const known = peerIds().flatMap((peerId) => book.addresses(peerId));
    const lines = [...ownAddresses(), ...known].slice(0, limits.addressesPerAnswerMax);
    return utf8(lines.join("\n"));
  }

  /** A peer that cannot answer now is asked again in its turn, so failures need no care. */
  ask(peerId: string): void {
    this.#options.ask(peerId).then(
      (answer) => this.#learn(peerId, answer),
      () => undefined,
    );
  }

  #askNext(): void {
    const connected = this.#options.connected();
    if (connected.length === 0) return;
    if (this.#options.peerIds().every((peerId) => connected.includes(peerId))) return;
    this.#turn = (this.#turn + 1) % connected.length;
    this.ask(connected[this.#turn]!);
  }

  #learn(source: string, answer: Uint8Array): void {
    const { book, self, mayConnect, onLearned } = this.#options;
    const lines = fromUtf8(answer)?.split("\n") ?? [];
    for (const address of lines.slice(0, limits.addressesPerAnswerMax)) {
      const peerId = address.slice(address.lastIndexOf("/") + 1);
      if (peerId === self || !mayConnect(peerId)) continue;
      if (book.learn(source, address)) onLearned(peerId);
    }
  }
}
