import type { ValidatorSet } from "../../src/chain/validator-set.ts";
import { type Certificate, statementHash, type Vote, type VoteKind } from "../../src/chain/vote.ts";
import type { Message } from "../../src/consensus/messages.ts";
import type { ExecutedBlock } from "../../src/execution/block-tree.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { verifySignature } from "../../src/primitives/verifier.ts";
import { nodeOf, type World } from "./world.ts";

/** A promise of consensus that a run broke. */
export class Violation extends Error {}

/**
 * What must hold after every step of every run. All replicas report here; a broken promise throws at once, with the
 * trace still short.
 */
export class Checks {
  readonly #world: World;
  readonly #isHonest: (validator: number) => boolean;
  readonly #justified = new WeakSet<Certificate>();
  readonly #blockAt = new Map<number, string>();
  readonly #rootsAt = new Map<number, string>();
  /** Who votes in each epoch that some replica has begun. */
  readonly #sets = new Map<number, ValidatorSet>();
  /** What each honest validator ever signed and sent, across its restarts. */
  readonly #signed = new Map<string, Partial<Record<VoteKind, string>>>();

  constructor(world: World, isHonest: (validator: number) => boolean) {
    this.#world = world;
    this.#isHonest = isHonest;
    this.#blockAt.set(0, toHex(world.genesis.digest));
    this.#sets.set(0, world.validators);
  }

  /** C13: an epoch has one set, whoever begins it. */
  epochBegan(validator: number, set: ValidatorSet): void {
    if (!this.#isHonest(validator)) return;
    const known = this.#sets.get(set.epoch);
    if (known !== undefined && toHex(known.hash) !== toHex(set.hash)) {
      throw new Violation(`v${validator} begins epoch ${set.epoch} with another set`);
    }
    this.#sets.set(set.epoch, set);
  }

  /** An honest replica passes on nothing false, whatever it was sent itself. */
  penalised(by: number, peer: number, reason: string): void {
    if (!this.#isHonest(by) || !this.#isHonest(peer)) return;
    throw new Violation(`v${by} finds ${reason} in what v${peer} sent`);
  }

  #setOf(epoch: number): ValidatorSet {
    const set = this.#sets.get(epoch);
    if (set === undefined) throw new Violation(`epoch ${epoch} has begun nowhere`);
    return set;
  }

  /** What an honest replica made final: agreement, one chain, equal roots, and a quorum that said so. */
  committed(validator: number, final: readonly ExecutedBlock[], certificate: Certificate): void {
    if (!this.#isHonest(validator)) return;
    for (const { header, digest, stateRoot, receiptsRoot } of final) {
      const { height } = header;
      this.#same(this.#blockAt, height, toHex(digest), `v${validator} commits another block`);
      const roots = toHex(stateRoot) + toHex(receiptsRoot);
      this.#same(this.#rootsAt, height, roots, `v${validator} has other roots`);
      if (this.#blockAt.get(height - 1) !== toHex(header.parent)) {
        throw new Violation(`v${validator} commits a block on another parent at ${height}`);
      }
    }
    const newest = final[final.length - 1]!;
    if (newest.header.epoch !== certificate.epoch) {
      throw new Violation(`v${validator} commits a block by another epoch's certificate`);
    }
    if (final.some((one) => one !== newest && one.next !== undefined)) {
      throw new Violation(
        `v${validator} stores the last block of an epoch without its certificate`,
      );
    }
    if (toHex(newest.digest) !== toHex(certificate.digest)) {
      throw new Violation(`v${validator} commits ${newest.header.height} by another's certificate`);
    }
    this.#justify(validator, certificate);
  }

  /** C6, counted here anew: validators that are different ones, each with its own signature. */
  #justify(validator: number, certificate: Certificate): void {
    if (this.#justified.has(certificate)) return;
    const { chainId } = this.#world;
    const { seals, ...statement } = certificate;
    const validators = this.#setOf(certificate.epoch);
    const message = statementHash({ chainId, ...statement });
    const signers = new Set<number>();
    for (const seal of seals) {
      const { publicKey } = validators.validators[seal.validator]!;
      if (verifySignature(seal.signature, message, publicKey)) signers.add(seal.validator);
    }
    const n = validators.validators.length;
    const faulty = Math.floor((n - 1) / 3);
    if (statement.kind !== "commit" || 2 * signers.size < n + faulty + 1) {
      throw new Violation(`v${validator} commits by ${signers.size} of ${n} validators`);
    }
    this.#justified.add(certificate);
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

  #vote({ epoch, validator: place, view, kind, digest }: Vote): void {
    const validator = nodeOf(this.#setOf(epoch).validators[place]!.peerId);
    if (!this.#isHonest(validator)) return;
    const key = `${validator} ${epoch} ${view}`;
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
