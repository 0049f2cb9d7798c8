import { type Block, digestOf } from "../../src/chain/block.ts";
import type { Certificate } from "../../src/chain/vote.ts";
import type { MessageOf } from "../../src/consensus/messages.ts";
import { votesOf } from "../../src/consensus/votes.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { expectSame, keyOf, statementText } from "./comparison.ts";
import { BYZANTINE, type Epoch, Epochs, HONEST, SPARES, VALIDATORS } from "./epoch-signing.ts";
import { KnownBlocks } from "./known-blocks.ts";
import { LiveReplica } from "./live-replica.ts";
import type { ModelEpochAction, ModelEpochState, ModelStatement } from "./trace.ts";

/** Every kind of action that the model of many epochs knows. */
export const EPOCH_ACTIONS = [
  ...["propose", "propose again", "lie", "prepare", "refuse", "ignore"],
  ...["abandon", "restart", "hand over"],
  ...["certify prepare", "certify commit", "certify view-change"],
];

export function epochKindOf({ name, said }: ModelEpochAction): string {
  return name === "certify" ? `${name} ${said.kind}` : name;
}

/**
 * Does with real replicas what spec/epochs.qnt did, and compares after each action: epoch, votes sent in every epoch, view,
 * certificates, committed block, head, and whether the replica has a vote.
 */
export class EpochReplay {
  readonly #epochs = new Epochs();
  readonly #replicas: ReadonlyMap<number, LiveReplica>;
  readonly #blocks = new KnownBlocks();
  readonly #proposals = new Map<string, MessageOf<"proposal">>();
  #step = 0;

  constructor() {
    const replicas = HONEST.map((self) => {
      const blockOf = (hex: string): Block => this.#blocks.withHex(hex)!;
      const next = (block: Block) => this.#epochs.startAbove(block, live.bench.timing);
      const live: LiveReplica = new LiveReplica(VALIDATORS, self, blockOf, {
        spares: SPARES,
        next,
      });
      return [self, live] as const;
    });
    this.#replicas = new Map(replicas);
    this.#blocks.set(0, { header: replicas[0]![1].bench.genesis, transactions: [] });
  }

  /** Throws, and says at which step, if the real replica is not where the model's is. */
  follow(states: readonly ModelEpochState[]): void {
    for (let at = 1; at < states.length; at++) {
      this.#step = at;
      const { lastAction } = states[at]!;
      try {
        this.#perform(lastAction, states[at - 1]!, states[at]!);
        this.#compare(lastAction, states[at]!);
      } catch (error) {
        const did = states.slice(1, at + 1).map(({ lastAction: one }) => shown(one));
        const why = (error as Error).message;
        const text = `model and code part at step ${at}: ${why}\n${did.join("\n")}`;
        throw new Error(text, { cause: error });
      }
    }
  }

  #perform(action: ModelEpochAction, before: ModelEpochState, after: ModelEpochState): void {
    const { name, by } = action;
    if (name === "lie") return this.#lie(action, before, after);
    const live = this.#replicas.get(by)!;
    switch (name) {
      case "propose":
      case "propose again":
        return this.#propose(live, action, after);
      case "prepare":
      case "refuse":
      case "ignore":
        live.bench.receive(BYZANTINE, this.#proposals.get(proposalKeyOf(action))!);
        break;
      case "certify":
      case "hand over":
        this.#hearOtherEpochs(live, before);
        this.#certify(live, action, before);
        break;
      case "abandon":
        live.runOut();
        break;
      case "restart":
        live.restart(true);
        break;
      default:
        throw new Error(`the model did ${name}, which is not known here`);
    }
    this.#blocks.answer(live, BYZANTINE);
    if (live.epoch > action.epoch) live.hearOthers(); // C8: it listens before it votes in a new epoch
  }

  /** The real primary builds its own block, or takes L again: it is that of the model's digest. */
  #propose(live: LiveReplica, action: ModelEpochAction, after: ModelEpochState): void {
    const { name, said, parent } = action;
    const proposal = live.propose((built) => this.#asModelled(built, said.digest, after));
    if (proposal === undefined) throw new Error("the real primary did not propose");
    const { header } = proposal.block;
    if (name === "propose") {
      if (this.#blocks.withHex(toHex(digestOf(header))) !== undefined) {
        throw new Error("the real primary proposed a block again, the model's a new one");
      }
      this.#blocks.set(said.digest, proposal.block);
    }
    this.#proposals.set(proposalKeyOf(action), proposal);
    const on = this.#blocks.digest(after.blocks.get(said.digest)!.parent);
    expectSame(
      "block proposed",
      [toHex(digestOf(header))],
      [toHex(this.#blocks.digest(said.digest))],
    );
    expectSame("what it stands on", [toHex(header.parent)], [toHex(on)]);
    const { kind, view, digest } = proposal.parent ?? {
      ...{ kind: "commit", view: 0, digest: this.#blocks.digest(action.base) },
    };
    const justification = statementText(kind, view, toHex(digest));
    expectSame("parent of the proposal", [justification], [this.#blocks.text(parent)]);
  }

  #lie(action: ModelEpochAction, before: ModelEpochState, after: ModelEpochState): void {
    const { said, parent } = action;
    const { bench } = this.#replicas.get(HONEST[0]!)!;
    if (this.#blocks.get(said.digest) === undefined) {
      const { header } = this.#blocks.get(after.blocks.get(said.digest)!.parent)!;
      const input = { names: [`lie ${said.digest}`], timeMs: header.timeMs + 1 };
      const block = this.#asModelled(bench.blockOn(header, input), said.digest, after);
      this.#blocks.set(said.digest, block);
    }
    const justification = parent.view === 0 ? undefined : this.#certificate(action, parent, before);
    const block = this.#blocks.get(said.digest)!;
    const proposal = this.#epochOf(action, before).proposal(said.view, block, justification);
    this.#proposals.set(proposalKeyOf(action), proposal);
  }

  /** What its operations do to the set of validators is the model's choice, and so is what its header says of it. */
  #asModelled(built: Block, digest: number, state: ModelEpochState): Block {
    const block = state.blocks.get(digest)!;
    const following = block.isLast ? this.#epochs.of(block.epoch + 1, block.next) : undefined;
    return this.#epochOf(block, state).block(built, following);
  }

  /**
   * Votes one by one, or the certificate made of them: the model knows no difference. Votes in every other step, unless
   * they would not do: of a Byzantine replica the first vote counts, and VIEW-CHANGEs can make a replica give up on the way.
   */
  #certify(live: LiveReplica, action: ModelEpochAction, before: ModelEpochState): void {
    const { said } = action;
    const epoch = this.#epochOf(action, before);
    const { bench, self } = live;
    const { replica } = bench;
    const signers = this.#signers(action, said, before);
    const held = votesOf(replica, said.view)[said.kind];
    const real = { kind: said.kind, view: said.view, digest: this.#blocks.said(said) };
    const isContradicted = signers.some((node) => {
      const known = held.get(epoch.nodes.indexOf(node));
      return known !== undefined && toHex(known.digest) !== toHex(real.digest);
    });
    const givesUp = said.kind === "view-change" && said.view === replica.view;
    if (this.#step % 2 === 0 || isContradicted || givesUp) {
      bench.receiveCertificate(epoch.certificate(real, signers));
      return;
    }
    for (const node of signers.filter((one) => one !== self)) {
      bench.receive(node, { kind: "vote", vote: epoch.vote(node, real) });
    }
  }

  /** C13. Votes of other epochs, late ones or of those who are ahead, are not votes: nothing comes of them, nor is it a misdeed. */
  #hearOtherEpochs(live: LiveReplica, state: ModelEpochState): void {
    const epochs = this.#epochsSoFar(state);
    for (const [{ epoch: number, said }, signers] of state.votes) {
      const epoch = epochs.get(number);
      if (epoch === undefined || number === live.epoch) continue;
      const real = { kind: said.kind, view: said.view, digest: this.#blocks.said(said) };
      for (const node of signers.filter((one) => one !== live.self)) {
        live.bench.receive(node, { kind: "vote", vote: epoch.vote(node, real) });
      }
    }
  }

  #compare({ by }: ModelEpochAction, state: ModelEpochState): void {
    const live = this.#replicas.get(by);
    if (live === undefined) return;
    const node = state.nodes.get(by)!;
    const model = node.replica;
    const { replica } = live.bench;
    const { setup, standing } = replica;
    const accused = live.bench.effects.filter(({ kind }) => kind === "penalise");
    expectSame("misdeeds counted", [accused.length], [0]); // all messages are as their signers sent them
    expectSame("epoch", [live.epoch], [node.epoch]);
    expectSame("epoch's validators", [toHex(setup.validators.hash)], [this.#hashOf(node, state)]);
    const said = [...state.votes].filter(([, signers]) => signers.includes(by));
    expectSame(
      "votes sent",
      live
        .votes()
        .map((one) => inEpoch(one.epoch, statementText(one.kind, one.view, toHex(one.digest)))),
      said.map(([one]) => inEpoch(one.epoch, this.#blocks.text(one.said))),
    );
    expectSame("view", [replica.view], [model.view]);
    const mayVote = setup.self !== undefined && standing.kind === "voting";
    expectSame("has a vote", [`${mayVote}`], [`${!model.observing}`]);
    this.#blocks.expectHeld(live, model);
  }

  // What the model's words stand for.

  #epochOf({ epoch, base }: { epoch: number; base: number }, { blocks }: ModelEpochState): Epoch {
    return this.#epochs.of(epoch, blocks.get(base)!.next);
  }

  /** Those that a node has been in, by number. */
  #epochsSoFar(state: ModelEpochState): ReadonlyMap<number, Epoch> {
    const epochs = new Map<number, Epoch>();
    for (const node of state.nodes.values()) {
      for (let { epoch, base } = node; epoch >= 0; { epoch, base } = state.blocks.get(base)!) {
        epochs.set(epoch, this.#epochOf({ epoch, base }, state));
      }
    }
    return epochs;
  }

  #hashOf(at: { epoch: number; base: number }, state: ModelEpochState): string {
    return toHex(this.#epochOf(at, state).set.hash);
  }

  /** A quorum of those validators of the epoch who said it: the Byzantine one signs whatever is asked. */
  #signers(
    action: ModelEpochAction,
    said: ModelStatement,
    state: ModelEpochState,
  ): readonly number[] {
    const { nodes, set } = this.#epochOf(action, state);
    const isIt = (one: { epoch: number; said: ModelStatement }): boolean =>
      one.epoch === action.epoch && keyOf(one.said) === keyOf(said);
    const honest = [...state.votes].find(([one]) => isIt(one))?.[1] ?? [];
    const all = nodes.filter((node) => node === BYZANTINE || honest.includes(node));
    return all.slice(0, set.quorum);
  }

  #certificate(
    action: ModelEpochAction,
    said: ModelStatement,
    state: ModelEpochState,
  ): Certificate {
    const real = { kind: said.kind, view: said.view, digest: this.#blocks.said(said) };
    const signers = this.#signers(action, said, state);
    return this.#epochOf(action, state).certificate(real, signers);
  }
}

function inEpoch(epoch: number, text: string): string {
  return `${text} of epoch ${epoch}`;
}

/** Two proposals of one block that differ in the justification are two messages. */
function proposalKeyOf({ epoch, said, parent }: ModelEpochAction): string {
  return inEpoch(epoch, `${keyOf(said)} on ${keyOf(parent)}`);
}

function shown(action: ModelEpochAction): string {
  return `replica ${action.by}: ${action.name}, ${proposalKeyOf(action)}`;
}
