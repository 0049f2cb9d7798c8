import type { Block } from "../../src/chain/block.ts";
import { primaryOf } from "../../src/chain/validator-set.ts";
import type { Certificate } from "../../src/chain/vote.ts";
import type { MessageOf } from "../../src/consensus/messages.ts";
import { votesOf } from "../../src/consensus/votes.ts";
import { toHex } from "../../src/primitives/bytes.ts";
import { expectSame, keyOf, statementText } from "./comparison.ts";
import { KnownBlocks } from "./known-blocks.ts";
import { LiveReplica, NO_STATUS } from "./live-replica.ts";
import type { ModelAction, ModelSetup, ModelState, ModelStatement } from "./trace.ts";

/** Every kind of action that the models of one epoch know. */
export const ACTIONS = [
  ...["propose", "lie", "receive acceptable", "receive unacceptable", "receive unjustified"],
  ...["certify prepare", "certify commit", "certify view-change"],
  ...["abandon clock", "abandon primary", "abandon others"],
  ...["restart whole", "restart torn", "copy", "set back", "report"],
];

export function kindOf({ name, said, detail }: ModelAction): string {
  if (name === "certify") return `${name} ${said.kind}`;
  return detail === "" ? name : `${name} ${detail}`;
}

/**
 * Does with real replicas what the model did, and compares after each action: votes sent, view, certificates, committed
 * block. The messages are real and signed; those of Byzantine replicas are signed here, with their keys.
 */
export class Replay {
  readonly #setup: ModelSetup;
  readonly #replicas: ReadonlyMap<number, LiveReplica>;
  readonly #blocks = new KnownBlocks();
  readonly #proposals = new Map<string, MessageOf<"proposal">>();
  #step = 0;

  constructor(setup: ModelSetup) {
    const { count, byzantine } = setup;
    this.#setup = setup;
    const honest = Array.from({ length: count }, (_, i) => i).filter((i) => !byzantine.includes(i));
    const blockOf = (hex: string): Block => this.#blocks.withHex(hex)!;
    this.#replicas = new Map(honest.map((self) => [self, new LiveReplica(count, self, blockOf)]));
    this.#blocks.set(0, { header: this.#any().bench.genesis, transactions: [] });
  }

  /** Throws, and says at which step, if the real replica is not where the model's is. */
  follow(states: readonly ModelState[]): void {
    for (let at = 1; at < states.length; at++) {
      this.#step = at;
      const { lastAction } = states[at]!;
      try {
        this.#perform(lastAction, states[at - 1]!);
        this.#compare(lastAction, states[at]!);
      } catch (error) {
        const did = states.slice(1, at + 1).map(({ lastAction: one }) => shown(one));
        const why = (error as Error).message;
        const text = `model and code part at step ${at}: ${why}\n${did.join("\n")}`;
        throw new Error(text, { cause: error });
      }
    }
  }

  #perform(action: ModelAction, before: ModelState): void {
    const { name, by, said, detail, from } = action;
    if (name === "lie") return this.#lie(action, before);
    const live = this.#live(by);
    switch (name) {
      case "propose":
        return this.#propose(live, action);
      case "receive":
        live.bench.receive(
          primaryOf(live.bench.world.validators, said.view),
          this.#proposals.get(proposalKeyOf(action))!,
        );
        break;
      case "certify":
        this.#certify(live, said, before);
        break;
      case "abandon":
        if (detail === "clock") live.runOut();
        else this.#abandon(live, said, detail === "primary", before);
        break;
      case "restart":
        live.restart(detail === "torn");
        break;
      case "copy":
        live.takeCopy();
        break;
      case "set back":
        live.setBack();
        break;
      case "report":
        live.hearStatus(from, this.#replicas.get(from)?.status() ?? NO_STATUS);
        break;
      default:
        throw new Error(`the model did ${name}, which is not known here`);
    }
    this.#blocks.answer(live, 0);
  }

  /** The real primary builds its own block: it becomes that of the model's digest. */
  #propose(live: LiveReplica, action: ModelAction): void {
    const { said, parent } = action;
    const proposal = live.propose();
    if (proposal === undefined) throw new Error("the real primary did not propose");
    this.#blocks.set(said.digest, proposal.block);
    this.#proposals.set(proposalKeyOf(action), proposal);
    const real = proposal.parent ?? { kind: "commit", view: 0, digest: this.#blocks.digest(0) };
    const realText = statementText(real.kind, real.view, toHex(real.digest));
    expectSame("parent of the proposal", [realText], [this.#blocks.text(parent)]);
  }

  #lie(action: ModelAction, before: ModelState): void {
    const { said, parent } = action;
    const { bench } = this.#any();
    const on = this.#blocks.get(parent.digest)!;
    const block =
      this.#blocks.get(said.digest) ??
      bench.blockOn(on.header, { names: [`lie ${said.digest}`], timeMs: on.header.timeMs + 1 });
    this.#blocks.set(said.digest, block);
    const justification = parent.view === 0 ? undefined : this.#certificate(parent, before);
    this.#proposals.set(proposalKeyOf(action), bench.proposal(said.view, block, justification));
  }

  /**
   * Votes one by one, or the certificate made of them: the model knows no difference. Votes in every other step, unless
   * they would not do: of a Byzantine replica the first vote counts, VIEW-CHANGEs can make a replica give up on the way, and an
   * own vote may be forgotten.
   */
  #certify(live: LiveReplica, said: ModelStatement, before: ModelState): void {
    const signers = this.#signers(said, before);
    const { bench, self } = live;
    const { replica } = bench;
    const digest = this.#blocks.said(said);
    const held = votesOf(replica, said.view)[said.kind];
    const contradicted = signers.some(
      (one) => held.has(one) && toHex(held.get(one)!.digest) !== toHex(digest),
    );
    const givesUp = said.kind === "view-change" && said.view === replica.view && !held.has(self);
    const isForgotten = signers.includes(self) && !held.has(self);
    if (this.#step % 2 === 0 || contradicted || givesUp || isForgotten) {
      bench.receiveCertificate(this.#certificate(said, before));
    } else {
      const others = signers.filter((one) => one !== self);
      bench.receiveVotes(said.kind, said.view, others, digest);
    }
  }

  #abandon(live: LiveReplica, said: ModelStatement, byPrimary: boolean, before: ModelState): void {
    const { validators } = live.bench.world;
    const others = this.#allSigners(said, before).filter((one) => one !== live.self);
    const heard = byPrimary
      ? [primaryOf(validators, said.view)]
      : others.slice(0, validators.faulty + 1);
    live.bench.receiveVotes("view-change", said.view, heard);
  }

  #compare({ by, ready }: ModelAction, state: ModelState): void {
    const live = this.#replicas.get(by);
    if (live === undefined) return;
    const model = state.replicas.get(by)!;
    const { replica } = live.bench;
    const sent = live.votes().map((one) => statementText(one.kind, one.view, toHex(one.digest)));
    const said = [...state.votes].filter(([, signers]) => signers.includes(by)).map(([one]) => one);
    expectSame(
      "votes sent",
      sent,
      said.map((one) => this.#blocks.text(one)),
    );
    expectSame("view", [replica.view], [model.view]);
    expectSame("ready to propose", [`${live.isReady}`], [`${ready}`]);
    const { standing } = replica;
    expectSame("standing", [standing.kind], [model.observing ? "observing" : "voting"]);
    if (standing.kind === "voting") {
      expectSame("voting above", [standing.voteAbove], [model.voteAbove]);
    }
    this.#blocks.expectHeld(live, model);
  }

  // What the model's words stand for.

  #live(self: number): LiveReplica {
    return this.#replicas.get(self)!;
  }

  #any(): LiveReplica {
    return [...this.#replicas.values()][0]!;
  }

  /** Everybody whose vote is to be had: Byzantine replicas sign whatever is asked. */
  #allSigners(said: ModelStatement, { votes }: ModelState): readonly number[] {
    const honest = [...votes].find(([one]) => keyOf(one) === keyOf(said))?.[1] ?? [];
    return [...honest, ...this.#setup.byzantine].sort((a, b) => a - b);
  }

  #signers(said: ModelStatement, before: ModelState): readonly number[] {
    const { quorum } = this.#any().bench.world.validators;
    return this.#allSigners(said, before).slice(0, quorum);
  }

  #certificate(said: ModelStatement, before: ModelState): Certificate {
    const by = [...this.#signers(said, before)];
    return this.#any().bench.certificate(said.kind, said.view, this.#blocks.said(said), by);
  }
}

/** Two proposals of one block that differ in the justification are two messages. */
function proposalKeyOf({ said, parent }: ModelAction): string {
  return `${keyOf(said)} on ${keyOf(parent)}`;
}

function shown(action: ModelAction): string {
  const { name, by, detail } = action;
  return `replica ${by}: ${name} ${detail}, ${proposalKeyOf(action)}`;
}
