import { randomBytes } from "node:crypto";

import type { Transaction } from "../../chain/transaction.ts";
import type { Outcome } from "../../gateways/ceb/ledger/answers.ts";
import type { Mapped } from "../../gateways/ceb/ledger/gateway.ts";
import { MappingError } from "../../gateways/ceb/ledger/mapping-error.ts";
import type { SigningKey } from "../../node/keys/key-file.ts";
import type { Mismatch } from "../../transactions/customs/lists/mismatches.ts";
import { CliError } from "../errors.ts";
import { type JsonObject, listOf, networkOf, objectOf } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";
import { refusalOf, settle, signBody, submitTogether } from "../transact.ts";

/** So many are handed to the node in one call, and so many calls are under way: enough to fill blocks, few enough for an account's quota. */
const TOGETHER = 50;
const PARALLEL = 4;
const BUSY = ["POOL_FULL", "MEMBER_QUOTA", "ACCOUNT_QUOTA"];
const BUSY_TRIES = 120;

/**
 * Sends each operation in a transaction of its own, so that one that is refused stops no other; what became of each, in their
 * order. One that was carried out by an earlier run counts as done: its guid says so.
 */
export async function sendMapped(
  session: Session,
  mapped: readonly (Mapped | MappingError)[],
  onDone: (count: number) => void,
): Promise<Outcome[]> {
  const sender = await Sender.of(session);
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < mapped.length) {
      const from = next;
      next += TOGETHER;
      const some = mapped.slice(from, next);
      const became = await sender.send(some);
      became.forEach((one, at) => (outcomes[from + at] = one));
      onDone(some.length);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return outcomes;
}

type Signed = { readonly one: Mapped; readonly transaction: Transaction };

/** Signs for one account on one network. */
class Sender {
  readonly #session: Session;
  readonly #chainId: Uint8Array;
  readonly #lifetimeMs: number;
  readonly #account: Uint8Array;
  readonly #keys: readonly SigningKey[];

  private constructor(
    session: Session,
    network: { readonly chainId: Uint8Array; readonly lifetimeMs: number },
    account: Uint8Array,
    keys: readonly SigningKey[],
  ) {
    [this.#session, this.#account, this.#keys] = [session, account, keys];
    [this.#chainId, this.#lifetimeMs] = [network.chainId, network.lifetimeMs];
  }

  static async of(session: Session): Promise<Sender> {
    const network = await networkOf(session);
    return new Sender(session, network, await session.actor(), await session.keys());
  }

  async send(some: readonly (Mapped | MappingError)[]): Promise<Outcome[]> {
    const signed = some.map((one) => this.#signed(one));
    const toSend = signed.filter((one) => "transaction" in one);
    const became = new Map(await this.#settled(toSend));
    return signed.map((one) => ("transaction" in one ? became.get(one)! : one));
  }

  #signed(one: Mapped | MappingError): Signed | Outcome {
    if (one instanceof MappingError) return { ok: false, code: one.code, hint: one.hint };
    try {
      const operations = [operationFromJson(one.type, one.body)];
      const nonce = new Uint8Array(randomBytes(16));
      const validUntil = Date.now() + Math.floor(0.8 * this.#lifetimeMs);
      const body = {
        chainId: this.#chainId,
        account: this.#account,
        nonce,
        validUntil,
        operations,
      };
      return { one, transaction: signBody(body, this.#keys) };
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return { ok: false, code: error.code, hint: `${error.message} ${error.hint}` };
    }
  }

  /** Hands all in, and again what the node had no room for; waits until each is final. */
  async #settled(signed: readonly Signed[]): Promise<[Signed, Outcome][]> {
    let open = signed;
    const became: Promise<[Signed, Outcome]>[] = [];
    for (let tries = 1; open.length > 0; tries++) {
      const statuses = await submitTogether(
        this.#session,
        open.map(({ transaction }) => transaction),
      );
      const isBusy = (at: number): boolean =>
        tries < BUSY_TRIES && BUSY.some((code) => code === statuses[at]!["code"]);
      open.forEach((one, at) => {
        if (!isBusy(at)) became.push(this.#outcome(one, statuses[at]!));
      });
      open = open.filter((_, at) => isBusy(at));
      if (open.length > 0) await new Promise((done) => setTimeout(done, 500));
    }
    return Promise.all(became);
  }

  async #outcome(signed: Signed, status: JsonObject): Promise<[Signed, Outcome]> {
    const { one, transaction } = signed;
    const final = await settle(this.#session, transaction, status);
    const refusal = refusalOf(final, transaction);
    if (refusal === undefined) return [signed, doneOf(one, final)];
    const { code, hint, message } = refusal;
    if (code === "MESSAGE_REPEATED") return [signed, await doneBefore(this.#session, one)];
    return [signed, { ok: false, code, hint: `${message} ${hint}` }];
  }
}

/** What the receipt says of a list; of other documents that they are there. */
function doneOf({ body }: Mapped, status: JsonObject): Outcome {
  const [first] = listOf(objectOf(status["receipt"], "receipt")["results"], "results");
  const result = objectOf(objectOf(first, "result")["result"], "result");
  const isDraft = body["appStatus"] === "draft";
  return { ok: true, isDraft, ...whereOf(result) };
}

function whereOf(list: JsonObject): {
  readonly status?: string;
  readonly mismatches?: readonly Mismatch[];
} {
  const { status, mismatches } = list;
  if (typeof status !== "string" || !Array.isArray(mismatches)) return {};
  return { status, mismatches: mismatches as unknown as readonly Mismatch[] };
}

/** Of a list that an earlier run declared: where it is by now. */
async function doneBefore(session: Session, { body }: Mapped): Promise<Outcome> {
  const { agentCode, copNo, appStatus, content } = body;
  const isDraft = appStatus === "draft";
  if (typeof agentCode !== "string" || typeof copNo !== "string" || content === undefined) {
    return { ok: true, isDraft };
  }
  const found = await session.call("customs_list", { agentCode, copNo });
  const list = found === null ? {} : objectOf(objectOf(found, "found")["list"], "list");
  return { ok: true, isDraft, ...whereOf(list) };
}
