/** A node that may connect. Observers are listed as well, with `validator` false. */
export interface Member {
  readonly peerId: string;
  readonly name: string;
  readonly validator: boolean;
}

/**
 * Who may connect, both ways: the members, and the peers whose addresses the operator typed at start.
 *
 * A typed address vouches for a peer of which the list says nothing (yet): a fresh node knows the genesis list only,
 * and the peers that it is told to ask may have been admitted later. It does not vouch for one whom the list removed.
 */
export class MemberList {
  readonly #self: string;
  readonly #typed: ReadonlySet<string>;
  readonly #removed = new Set<string>();
  #members = new Map<string, Member>();

  constructor(self: string, typed: Iterable<string>, members: readonly Member[]) {
    this.#self = self;
    this.#typed = new Set(typed);
    this.set(members);
  }

  /** Replaces the list; returns the peers that may no longer connect. */
  set(members: readonly Member[]): string[] {
    const next = new Map(members.map((member) => [member.peerId, member]));
    const gone = [...this.#members.keys()].filter((peerId) => !next.has(peerId));
    for (const peerId of gone) this.#removed.add(peerId);
    for (const peerId of next.keys()) this.#removed.delete(peerId);
    this.#members = next;
    return gone;
  }

  mayConnect(peerId: string): boolean {
    if (peerId === this.#self) return false;
    if (this.#members.has(peerId)) return true;
    return this.#typed.has(peerId) && !this.#removed.has(peerId);
  }

  /** All that may connect: whom the redial loop looks for. */
  peerIds(): string[] {
    return [...new Set([...this.#members.keys(), ...this.#typed])].filter((id) =>
      this.mayConnect(id),
    );
  }

  validators(): Member[] {
    return [...this.#members.values()].filter((member) => member.validator);
  }

  get(peerId: string): Member | undefined {
    return this.#members.get(peerId);
  }
}
