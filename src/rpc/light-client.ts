import type { Header } from "../chain/block.ts";
import { header } from "../chain/block.ts";
import { type HandOver, handOver } from "../chain/proof/document.ts";
import { verifyHandOver } from "../chain/proof/hand-over.ts";
import { type Trust, trust, trustDocument, trustGenesis, trustOf } from "../chain/proof/trust.ts";
import { type Verified, verifyProofFrom } from "../chain/proof/verify-proof.ts";
import { parseGenesis } from "../chain/genesis.ts";
import { fromHex, toHex } from "../primitives/bytes.ts";
import { decode, parseJson } from "../primitives/fields/codec.ts";
import type { Json } from "../primitives/fields/field.ts";
import { RpcCallError } from "./client-error.ts";

/** A node, or whatever answers for one: `createClient(url)` does. */
export interface LightClientNode {
  call(method: string, params: { readonly [name: string]: Json }): Promise<unknown>;
}

/**
 * Believes nothing that a quorum has not signed: it starts from genesis or from a trusted validator set, follows every change of the
 * set by the signatures of the one before (C13), and checks headers and proofs against it.
 *
 * The node that it asks can keep news from it, and cannot make it believe anything false.
 */
export class LightClient {
  #trust: Trust;
  /** Sets that this client has gone past, newest first: older headers are checked against these. */
  readonly #earlier: Trust[] = [];

  private constructor(first: Trust) {
    this.#trust = first;
  }

  /** From a genesis file's JSON. Throws `LightClientError` BAD_GENESIS. */
  static fromGenesis(json: unknown): LightClient {
    const parsed = parseGenesis(json);
    if (parsed.ok) return new LightClient(trustGenesis(parsed.value));
    const { path, message } = parsed.problem;
    throw new LightClientError("BAD_GENESIS", `The genesis file is wrong: ${path} ${message}.`);
  }

  /** From what `trust()` gave. Throws `LightClientError` BAD_TRUST. */
  static fromTrust(json: unknown): LightClient {
    const parsed = parseJson(trust, json);
    if (parsed.ok) return new LightClient(trustOf(parsed.value));
    const { path, message } = parsed.problem;
    throw new LightClientError("BAD_TRUST", `The trust file is wrong: ${path} ${message}.`);
  }

  /** The epoch whose validators are trusted now. */
  get epoch(): number {
    return this.#trust.validators.epoch;
  }

  /** What to keep in a file, to go on from later. */
  trust(): Json {
    return trust.toJson(trustDocument(this.#trust));
  }

  /** One step: the validators of the next epoch, signed for by those that are trusted. Throws if it does not hold. */
  follow(step: HandOver): void {
    const { chainId, validators } = this.#trust;
    const next = verifyHandOver(chainId, validators, step);
    if (!next.ok) throw new LightClientError(next.code, next.message);
    this.#earlier.unshift(this.#trust);
    this.#trust = { chainId, validators: next.value };
  }

  /** Checks a proof document against the trusted validators, of now or of an epoch gone past, offline. */
  verify(document: unknown): Verified {
    let verdict = verifyProofFrom(document, this.#trust);
    for (const earlier of this.#earlier) {
      if (verdict.ok || verdict.code !== "UNKNOWN_EPOCH") break;
      verdict = verifyProofFrom(document, earlier);
    }
    return verdict;
  }

  /** Follows the validator set as far as this node knows it. Returns the number of epochs gone on. */
  async sync(node: LightClientNode): Promise<number> {
    const from = this.epoch;
    for (;;) {
      const steps = await node.call("chain_handOvers", { fromEpoch: this.epoch });
      if (!Array.isArray(steps)) throw badAnswer("chain_handOvers");
      if (steps.length === 0) return this.epoch - from;
      for (const json of steps as unknown[]) {
        const step = parseJson(handOver, json);
        if (!step.ok) throw badAnswer("chain_handOvers");
        this.follow(step.value);
      }
    }
  }

  /** The final header at a height, checked; undefined above the node's head. Follows the validator set first if need be. */
  async header(node: LightClientNode, height: number): Promise<Header | undefined> {
    await this.sync(node);
    const params = { height, fromEpoch: this.epoch };
    const document = (await node.call("chain_proof", params)) as { header?: unknown } | null;
    if (document === null) return undefined;
    const verified = this.verify(document);
    if (!verified.ok) throw new LightClientError(verified.code, verified.message);
    const bytes = typeof document.header === "string" ? fromHex(document.header) : undefined;
    const decoded = bytes === undefined ? undefined : decode(header, bytes);
    if (decoded?.ok !== true || decoded.value.height !== height) throw badAnswer("chain_proof");
    return decoded.value;
  }

  /** The chain id that the first trust named: no answer of another network is believed. */
  get chainId(): string {
    return toHex(this.#trust.chainId);
  }
}

/** What a light client does not believe: the codes of proofs, or BAD_GENESIS, BAD_TRUST. */
export class LightClientError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function badAnswer(method: string): RpcCallError {
  const message = `The node's answer to ${method} makes no sense.`;
  return new RpcCallError("BAD_ANSWER", message, "Ask another node.", {});
}
