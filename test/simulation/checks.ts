import type { Certificate, Vote, VoteKind } from "../../src/chain/vote.ts";
import type { Message } from "../../src/consensus/messages.ts";
import type { ExecutedBlock } from "../../src/execution/block-tree.ts";
import { toHex } from "../../src/primitives/bytes.ts";

/** A promise of consensus that a run broke. */
export class Violation extends Error {}

/**
 * What must hold after every step of every run. All replicas report here; a broken promise throws at once, with the
 * trace still short.
 */
export class Checks {
  readonly #isHonest: (validator: number) => boolean;
  readonly #blockAt = new Map<number, string>();
  readonly #rootsAt = new Map<number, string>();
  /** What each honest validator ever signed and sent, across its restarts. */
  readonly #signed = new Map<string, Partial<Record<VoteKind, string>>>();

  constructor(isHonest: (validator: number) => boolean) {
    this.#isHonest = isHonest;
  }

  /** Agreement: no two commits at one height; and equal roots after equal blocks. */
  committed(validator: number, { header, digest, stateRoot, receiptsRoot }: ExecutedBlock): void {
    if (!this.#isHonest(validator)) return;
    const { height } = header;
    this.#same(this.#blockAt, height, toHex(digest), `v${validator} commits another block`);
    const roots = toHex(stateRoot) + toHex(receiptsRoot);
    this.#same(this.#rootsAt, height, roots, `v${validator} has other roots`);
  }

  #same(known: Map<number, string>, height: number, value: string, broken: string): void {
    const before = known.get(height);
    if (before !== undefined && before !== value) throw new Violation(`${broken} at ${height}`);
    known.set(height, value);
  }

  /** C7, across restarts: looks at every signature that leaves a replica, those inside of certificates too. */
  sent(message: Message): void {
    if (message.kind === "vote") this.#vote(message.vote);
    else if (message.kind === "certificate") this.#certificate(message.certificate);
    else if (message.kind === "have-certificates")
      message.certificates.forEach((one) => this.#certificate(one));
    else if (message.kind === "status") {
      message.votes.forEach((vote) => this.#vote(vote));
      for (const one of [message.committed, message.entering]) if (one) this.#certificate(one);
    }
  }

  #certificate({ seals, ...statement }: Certificate): void {
    for (const seal of seals) this.#vote({ ...statement, ...seal });
  }

  #vote({ validator, view, kind, digest }: Vote): void {
    if (!this.#isHonest(validator)) return;
    const key = `${validator} ${view}`;
    const signed = this.#signed.get(key) ?? {};
    const hex = toHex(digest);
    const other = { ...signed, [kind]: hex };
    if (signed[kind] !== undefined && signed[kind] !== hex) {
      throw new Violation(`C7: v${validator} signed two ${kind}s in view ${view}`);
    }
    if (other.commit !== undefined && other["view-change"] !== undefined) {
      throw new Violation(`C7: v${validator} signed COMMIT and VIEW-CHANGE in view ${view}`);
    }
    this.#signed.set(key, other);
  }
}
