import type { OperationEnvelope } from "../../chain/transaction.ts";
import { newKey, type SigningKey } from "../../node/keys/key-file.ts";
import { loadKey } from "../../node/keys/key-store.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import type { AnyShape, RecordOf } from "../../primitives/fields/composites.ts";
import type { OperationDefinition } from "../../transactions/definition.ts";
import { DEVNET_PASSPHRASE } from "../devnet/passphrase.ts";
import type { Layout } from "../devnet/layout.ts";
import { objectOf, textOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { createOutput } from "../output.ts";
import { Session } from "../session.ts";
import { transact } from "../transact.ts";

/** Somebody in a demo: a key, and the node that it works with. */
export class Actor {
  readonly name: string;
  readonly key: SigningKey;
  readonly session: Session;

  private constructor(key: SigningKey, rpc: string, as?: Uint8Array) {
    this.name = key.name;
    this.key = key;
    const given = { keys: [], as: as && formatAccount(as), chainId: undefined };
    const options = { rpc, ...given, json: true, yes: true, wait: true };
    this.session = new Session(options, createOutput({ json: true }), [key]);
  }

  /** One of a devnet's cast. */
  static async ofCast(layout: Layout, name: string, rpc: string): Promise<Actor> {
    return new Actor(await loadKey(layout.key(name), DEVNET_PASSPHRASE), rpc);
  }

  /** Somebody new, whose key lives as long as the demo; one of several who sign for an account, if one is named. */
  static fresh(name: string, rpc: string, account?: Uint8Array): Actor {
    return new Actor(newKey(name), rpc, account);
  }

  get account(): Uint8Array {
    return this.key.account;
  }

  /** What a sponsor says to admit it as a person. */
  admission(country: string) {
    const signers = [{ publicKey: this.key.publicKey, weight: 1 }];
    const authority = { signers, thresholds: { low: 1, medium: 1, high: 1 } };
    return { name: this.name, roles: ["person" as const], country, lei: undefined, authority };
  }

  /** One operation, until it is final; the id of its transaction. Throws the ledger's refusal. */
  async does<B extends AnyShape, R extends AnyShape, F extends string>(
    type: OperationDefinition<B, R, F>,
    body: RecordOf<B>,
  ): Promise<string> {
    return this.doesAll([operationOf(type, body)]);
  }

  /** Several operations in one transaction: all or nothing. */
  async doesAll(operations: readonly OperationEnvelope[]): Promise<string> {
    const { json } = await transact(this.session, { operations, summary: this.name });
    return textOf(objectOf(json, "status")["id"], "id");
  }
}
