import { type Block, digestOf, ZERO_HASH } from "../../src/chain/block.ts";
import { isLastOfEpoch } from "../../src/chain/epoch.ts";
import { primaryOf, type ValidatorSet, validatorSet } from "../../src/chain/validator-set.ts";
import {
  type Certificate,
  type Statement,
  statementHash,
  type Vote,
} from "../../src/chain/vote.ts";
import type { MessageOf } from "../../src/consensus/messages.ts";
import type { EpochStart } from "../../src/consensus/ports.ts";
import type { Timing } from "../../src/consensus/timing.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { peerOf, worldOf } from "../simulation/world.ts";

/** The nodes of the model: the validators of genesis, and one that may join them. */
export const VALIDATORS = 4;
export const SPARES = 1;
export const BYZANTINE = 3;
export const HONEST: readonly number[] = [0, 1, 2, 4];

/** The sets of spec/epoch-blocks.qnt, in the order of the round robin. */
const SETS: readonly (readonly number[])[] = [
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [4, 0, 3, 2],
];

type Said = Pick<Statement, "kind" | "view" | "digest">;

/** The validators of one of the model's sets in an epoch: they sign, and the epoch can begin with them. */
export class Epoch {
  readonly set: ValidatorSet;
  /** The node that each validator is. */
  readonly nodes: readonly number[];

  constructor(number: number, setNumber: number) {
    const { keys } = worldOf(VALIDATORS, SPARES);
    this.nodes = SETS[setNumber]!;
    const members = this.nodes.map((node) => ({
      ...{ name: `v${node}`, publicKey: keys[node]!.publicKey, peerId: peerOf(node) },
    }));
    this.set = validatorSet(number, members);
  }

  start(timing: Timing): EpochStart {
    return { validators: this.set, timing, protocolVersion: 1 };
  }

  primary(view: number): number {
    return this.nodes[primaryOf(this.set, view)]!;
  }

  vote(node: number, said: Said): Vote {
    const { chainId, keys } = worldOf(VALIDATORS, SPARES);
    const { epoch } = this.set;
    const signature = keys[node]!.sign(statementHash({ chainId, epoch, ...said }));
    return { epoch, ...said, validator: this.nodes.indexOf(node), signature };
  }

  certificate(said: Said, signers: readonly number[]): Certificate {
    const seals = signers
      .map((node) => this.vote(node, said))
      .map(({ validator, signature }) => ({ validator, signature }))
      .sort((a, b) => a.validator - b.validator);
    return { epoch: this.set.epoch, ...said, seals };
  }

  proposal(view: number, block: Block, parent: Certificate | undefined): MessageOf<"proposal"> {
    const digest = digestOf(block.header);
    const { epoch, signature } = this.vote(this.primary(view), { kind: "prepare", view, digest });
    return { kind: "proposal", epoch, view, block, parent, signature, bodies: [] };
  }

  /** The block as one of this epoch: its last one, if another follows. */
  block({ header, transactions }: Block, following: Epoch | undefined): Block {
    const { epoch, hash: validators } = this.set;
    const nextValidators = following?.set.hash ?? ZERO_HASH;
    return { header: { ...header, epoch, validators, nextValidators }, transactions };
  }
}

/** The epochs of one run, by number and set. */
export class Epochs {
  readonly #epochs = new Map<string, Epoch>();

  of(number: number, setNumber: number): Epoch {
    const key = `${number} ${setNumber}`;
    const known = this.#epochs.get(key);
    if (known !== undefined) return known;
    const epoch = new Epoch(number, setNumber);
    this.#epochs.set(key, epoch);
    return epoch;
  }

  /** C13. What begins above a last block: the epoch whose set its header names. */
  startAbove({ header }: Block, timing: Timing): EpochStart | undefined {
    if (!isLastOfEpoch(header)) return undefined;
    const named = toHex(header.nextValidators);
    return [...this.#epochs.values()].find(({ set }) => toHex(set.hash) === named)!.start(timing);
  }
}
