import { type Multiaddr, multiaddr } from "@multiformats/multiaddr";

import { limits } from "./limits.ts";
import { PeerError } from "./peer-error.ts";

/**
 * Where each peer can be dialled.
 *
 * Typed addresses stay for ever. Learned ones are few per peer, the newest kept; what a peer says of itself is told
 * from what others say, so that hearsay cannot push the truth out.
 */
export class AddressBook {
  readonly #typed = new Map<string, string[]>();
  readonly #own = new Map<string, string[]>();
  readonly #hearsay = new Map<string, string[]>();

  /** Throws BAD_ADDRESS for a typed address that cannot be dialled or names no peer. */
  constructor(typed: readonly string[]) {
    for (const address of typed) {
      const peerId = peerIdOfAddress(address);
      if (peerId === undefined) {
        throw new PeerError(
          "BAD_ADDRESS",
          `"${address}" is not an address of a peer. Write it as /ip4/192.0.2.1/tcp/26651/p2p/<peer id>.`,
          { address },
        );
      }
      this.#typed.set(peerId, [...(this.#typed.get(peerId) ?? []), address]);
    }
  }

  typedPeerIds(): string[] {
    return [...this.#typed.keys()];
  }

  /** Takes an address that `source` told; true if it is new. Anything odd is ignored. */
  learn(source: string, address: string): boolean {
    const peerId = peerIdOfAddress(address);
    if (peerId === undefined) return false;
    if (this.addresses(peerId).includes(address)) return false;
    const shelf = peerId === source ? this.#own : this.#hearsay;
    const kept = shelf.get(peerId) ?? [];
    shelf.set(peerId, [address, ...kept].slice(0, limits.addressesPerPeerMax));
    return true;
  }

  /** The address at which a dial just succeeded goes to the front of its shelf. */
  prefer(peerId: string, address: string): void {
    for (const shelf of [this.#typed, this.#own, this.#hearsay]) {
      const kept = shelf.get(peerId);
      if (kept?.includes(address) !== true) continue;
      shelf.set(peerId, [address, ...kept.filter((other) => other !== address)]);
    }
  }

  /** All known addresses of a peer, each ending in /p2p/<peer id>, the most trusted first. */
  addresses(peerId: string): string[] {
    const all = [this.#typed, this.#own, this.#hearsay].flatMap((shelf) => shelf.get(peerId) ?? []);
    return [...new Set(all)];
  }

  forget(peerId: string): void {
    this.#own.delete(peerId);
    this.#hearsay.delete(peerId);
  }
}

/** The peer that an address ends in; undefined unless it is a TCP address that names one. */
function peerIdOfAddress(address: string): string | undefined {
  if (address.length > limits.addressCharsMax) return undefined;
  const parsed = parseAddress(address);
  if (parsed === undefined || parsed.toString() !== address) return undefined;
  const components = parsed.getComponents();
  if (components.length !== 3 || components[1]?.name !== "tcp") return undefined;
  if (!["ip4", "ip6", "dns", "dns4", "dns6"].includes(components[0]!.name)) return undefined;
  return components[2]?.name === "p2p" ? components[2].value : undefined;
}

function parseAddress(address: string): Multiaddr | undefined {
  try {
    return multiaddr(address);
  } catch {
    return undefined; // its only failure is text that is not an address
  }
}
