import { encode, decode } from "../../primitives/fields/codec.ts";
import type { PeerHost } from "../../p2p/host.ts";
import type { PersonEvaluation } from "../../rpc/person-evaluation.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { constitutionOf, observersOf } from "../../transactions/council/records.ts";
import { personKeys } from "../../transactions/customs/persons/records.ts";
import { askRegulator } from "./ask.ts";
import type { Evaluator } from "./evaluator.ts";
import { answer, answerOf, question, topic } from "./messages.ts";

export interface PersonsParts {
  readonly host: Pick<PeerHost, "peerId" | "request" | "serve">;
  readonly ledger: LedgerReader;
  /** There on a regulator's node. */
  readonly evaluator: Evaluator | undefined;
}

/** Keys for people (docs/domain section 0), as a node gets them: from its own key, or from the regulator's node. */
export class Persons {
  readonly #parts: PersonsParts;

  constructor(parts: PersonsParts) {
    this.#parts = parts;
    const { host, evaluator } = parts;
    if (evaluator !== undefined) {
      host.serve(topic, (from, body) => this.#asked(evaluator, from, body));
    }
  }

  async stop(): Promise<void> {
    await this.#parts.evaluator?.stop();
  }

  /** Has 1 to 100 blinded numbers evaluated under a country's key. On the regulator's own node its own limit holds too. */
  async evaluate(country: string, blinded: readonly Uint8Array[]): Promise<PersonEvaluation> {
    const { host, ledger, evaluator } = this.#parts;
    const registered = personKeys.read(ledger, country);
    if (registered === undefined) return { code: "KEY_NOT_SET" };
    if (registered.peerId !== host.peerId) {
      return askRegulator(host, registered, country, blinded);
    }
    return evaluator?.evaluate(host.peerId, country, blinded) ?? { code: "REGULATOR_REFUSED" };
  }

  /** A member's question. A refusal without a reason is a throw: the peer is told nothing. */
  async #asked(evaluator: Evaluator, from: string, body: Uint8Array): Promise<Uint8Array> {
    const asked = decode(question, body);
    if (!asked.ok) throw new Error(`not a question: ${asked.problem.message}`);
    if (!isMember(this.#parts.ledger, from)) throw new Error("not on the member list");
    const { country, blinded } = asked.value;
    const said = answerOf(await evaluator.evaluate(from, country, blinded));
    if (said === undefined) throw new Error(`the ledger has another key for ${country}`);
    return encode(answer, said);
  }
}

/** An address that the operator typed lets a peer connect that is on no list (yet): its questions would be limited by nobody. */
function isMember(ledger: LedgerReader, peerId: string): boolean {
  const { validators } = constitutionOf(ledger);
  return [...validators, ...observersOf(ledger)].some((one) => one.peerId === peerId);
}
