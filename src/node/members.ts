import type { ValidatorSet } from "../chain/validator-set.ts";
import type { Member, PeerHost } from "../p2p/host.ts";
import type { LedgerReader } from "../state/ledger.ts";
import { constitutionOf, observersOf } from "../transactions/council/records.ts";

/** A chain whose head is older than this is being caught up with: what it says of members may be long past. */
const OLD_MS = 60_000;

/**
 * Who may connect: this epoch's validators, those that the council wants for the next, so that they are there when it begins,
 * and observers.
 */
export function membersOf(ledger: LedgerReader, { validators }: ValidatorSet): Member[] {
  const members = new Map<string, Member>();
  const add = (peerId: string, name: string, validator: boolean): void => {
    if (!members.has(peerId)) members.set(peerId, { peerId, name, validator });
  };
  for (const { peerId, name } of validators) add(peerId, name, true);
  for (const { peerId, name } of constitutionOf(ledger).validators) add(peerId, name, false);
  for (const { peerId, name } of observersOf(ledger)) add(peerId, name, false);
  return [...members.values()];
}

/** Keeps the network's member list as the chain has it. */
export class MemberWatch {
  readonly #host: Pick<PeerHost, "setMembers">;
  readonly #ledger: LedgerReader;
  readonly #nowMs: () => number;
  #members: readonly Member[];

  constructor(
    host: Pick<PeerHost, "setMembers">,
    ledger: LedgerReader,
    members: readonly Member[],
    nowMs: () => number,
  ) {
    this.#host = host;
    this.#ledger = ledger;
    this.#members = members;
    this.#nowMs = nowMs;
  }

  /**
   * After a block or at the beginning of an epoch. While this node catches up nobody is put off the list: whom an old block
   * removes may have been admitted again since, and may be the only one to ask.
   */
  update(set: ValidatorSet, headTimeMs: number): void {
    const listed = membersOf(this.#ledger, set);
    const isOld = headTimeMs < this.#nowMs() - OLD_MS;
    const known = new Set(listed.map(({ peerId }) => peerId));
    const kept = isOld ? this.#members.filter(({ peerId }) => !known.has(peerId)) : [];
    const next = [...listed, ...kept.map((one) => ({ ...one, validator: false }))];
    if (JSON.stringify(next) === JSON.stringify(this.#members)) return;
    this.#members = next;
    this.#host.setMembers(next);
  }
}
