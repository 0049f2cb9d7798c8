import { NAME } from "../chain/participant.ts";
import { formatAccount, parseAccount } from "../primitives/account-id.ts";
import type { Json, JsonContext } from "../primitives/fields/field.ts";
import { type SigningKey } from "../node/keys/key-file.ts";
import { CliError, usageError } from "./errors.ts";
import { unlockKeys } from "./key-ring.ts";
import { connectNode, type Node } from "./node.ts";
import type { Output } from "./output.ts";

export const DEFAULT_RPC = "http://127.0.0.1:26650";

/** The options that every command takes. */
export interface GlobalOptions {
  readonly rpc: string;
  readonly keys: readonly string[];
  /** Whose account acts, if not the first key's own. */
  readonly as: string | undefined;
  readonly chainId: string | undefined;
  readonly json: boolean;
  readonly yes: boolean;
  readonly wait: boolean;
}

/** One run of the command line: the node, the keys, and the names that the node resolved for it. */
export class Session {
  readonly options: GlobalOptions;
  readonly output: Output;
  readonly #names = new Map<string, Uint8Array>();
  #node: Node | undefined;
  #keys: Promise<[SigningKey, ...SigningKey[]]> | undefined;

  /** `keys` are keys that are open already; otherwise those of the options are opened when one is needed. */
  constructor(options: GlobalOptions, output: Output, keys?: [SigningKey, ...SigningKey[]]) {
    this.options = options;
    this.output = output;
    if (keys !== undefined) this.#keys = Promise.resolve(keys);
  }

  get node(): Node {
    return (this.#node ??= connectNode(this.options.rpc));
  }

  keys(): Promise<[SigningKey, ...SigningKey[]]> {
    return (this.#keys ??= unlockKeys(this.options.keys));
  }

  call(method: string, params?: { readonly [name: string]: Json }): Promise<Json> {
    return this.node.call(method, params);
  }

  /** The account that acts: --as, or the first key's own. */
  async actor(): Promise<Uint8Array> {
    const { as } = this.options;
    if (as !== undefined) return this.account(as);
    const [first] = await this.keys();
    return first.account;
  }

  /** The same where it is of use and not needed: undefined if nobody was named. */
  async actorIfAny(): Promise<Uint8Array | undefined> {
    const { as, keys } = this.options;
    return as === undefined && keys.length === 0 ? undefined : this.actor();
  }

  /** The account of `ptl1…` or of a name, which the node resolves. Throws UNKNOWN_NAME. */
  async account(text: string): Promise<Uint8Array> {
    const known = parseAccount(text) ?? this.#names.get(text);
    if (known !== undefined) return known;
    if (!NAME.test(text)) {
      const hint =
        "An account starts with ptl1; a name has 3 to 40 lower-case letters, digits, hyphens.";
      throw usageError("ACCOUNT_FORMAT", `"${text}" is neither an account nor a name.`, hint);
    }
    const found = (await this.call("participant_get", { participant: text })) as {
      account?: Json;
    } | null;
    const account = typeof found?.account === "string" ? parseAccount(found.account) : undefined;
    if (account === undefined) {
      const hint = "`portolan participant list` shows who is registered.";
      throw new CliError("UNKNOWN_NAME", `No participant is called ${text}.`, hint);
    }
    this.#names.set(text, account);
    return account;
  }

  /** Names that the node resolved, with their accounts: what a person must see before signing. */
  resolved(): { name: string; account: string }[] {
    const names = [...this.#names].map(([name, account]) => ({
      name,
      account: formatAccount(account),
    }));
    return names.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /**
   * Runs a reader of JSON in which names stand for accounts. The reader is synchronous and the node is not, so it runs
   * again after each name that it asked for.
   */
  async withNames<T>(read: (context: JsonContext) => T): Promise<T> {
    for (;;) {
      let missing: string | undefined;
      const resolveName = (name: string): Uint8Array | undefined => {
        const found = this.#names.get(name);
        if (found === undefined && NAME.test(name)) missing ??= name;
        return found;
      };
      let outcome: { value: T } | { error: unknown };
      try {
        outcome = { value: read({ resolveName }) };
      } catch (error) {
        outcome = { error };
      }
      if (missing !== undefined) await this.account(missing);
      else if ("value" in outcome) return outcome.value;
      else throw outcome.error;
    }
  }
}
