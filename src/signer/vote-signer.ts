import { digestFitsKind, type Statement, statementHash } from "../chain/vote.ts";
import { toHex } from "../primitives/bytes.ts";
import type { StateFile } from "./state-file.ts";
import type { Refusal } from "./wire.ts";

export interface VoteSignerOptions {
  readonly key: { sign(message: Uint8Array): Uint8Array };
  /** Chain ids in hexadecimal. */
  readonly chains: readonly string[];
  readonly state: StateFile;
}

/** The key and its memory: signs a statement, after the disk has it, or refuses. */
export class VoteSigner {
  readonly #key: VoteSignerOptions["key"];
  readonly #chains: ReadonlySet<string>;
  readonly #state: StateFile;

  constructor({ key, chains, state }: VoteSignerOptions) {
    this.#key = key;
    this.#chains = new Set(chains);
    this.#state = state;
  }

  /** 64 bytes, or why not. Throws if the vote could not be written: then nothing may be signed any more. */
  sign(statement: Statement): Uint8Array | Refusal {
    if (statement.view < 1 || !digestFitsKind(statement)) return "MALFORMED";
    if (!this.#chains.has(toHex(statement.chainId))) return "OTHER_CHAIN";
    const verdict = this.#state.votes.judge(statement);
    if (verdict === "DOUBLE_SIGN" || verdict === "STALE") return verdict;
    if (verdict === "new") this.#state.remember(statement);
    return this.#key.sign(statementHash(statement));
  }
}
