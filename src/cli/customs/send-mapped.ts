import { randomBytes } from "node:crypto";

import type { Outcome } from "../../gateways/ceb/ledger/answers.ts";
import type { Mapped } from "../../gateways/ceb/ledger/gateway.ts";
import { MappingError } from "../../gateways/ceb/ledger/mapping-error.ts";
import type { Mismatch } from "../../transactions/customs/lists/mismatches.ts";
import { CliError } from "../errors.ts";
import { type JsonObject, listOf, networkOf, objectOf } from "../ledger.ts";
import { operationFromJson } from "../operations.ts";
import type { Session } from "../session.ts";
import { refusalOf, settle, signBody, submit } from "../transact.ts";

/** Transactions under way at one time: enough to fill blocks, few enough for an account's quota. */
const PARALLEL = 48;
const BUSY = new Set(["POOL_FULL", "MEMBER_QUOTA", "ACCOUNT_QUOTA"]);
const BUSY_TRIES = 120;

/**
 * Sends each operation in a transaction of its own, so that one that is refused stops no other; what became of each, in their
 * order. One that was carried out by an earlier run counts as done: its guid says so.
 */
export async function sendMapped(
  session: Session,
  mapped: readonly (Mapped | MappingError)[],
  onDone: () => void,
): Promise<Outcome[]> {
  const { chainId, lifetimeMs } = await networkOf(session);
  const account = await session.actor();
  const keys = await session.keys();
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < mapped.length) {
      const at = next++;
      outcomes[at] = await outcomeOf(mapped[at]!);
      onDone();
    }
  };
  const outcomeOf = async (one: Mapped | MappingError): Promise<Outcome> => {
    if (one instanceof MappingError) return { ok: false, code: one.code, hint: one.hint };
    try {
      const operations = [operationFromJson(one.type, one.body)];
      const nonce = new Uint8Array(randomBytes(16));
      const validUntil = Date.now() + Math.floor(0.8 * lifetimeMs);
      const transaction = signBody({ chainId, account, nonce, validUntil, operations }, keys);
      const status = await sent(session, transaction);
      const refusal = refusalOf(status, transaction);
      if (refusal !== undefined) throw refusal;
      return doneOf(one, status);
    } catch (error) {
      if (!(error instanceof CliError) || error.code === "NODE_UNREACHABLE") throw error;
      const { code, hint } = error;
      if (code === "MESSAGE_REPEATED") return doneBefore(session, one);
      return { ok: false, code, hint: `${error.message} ${hint}` };
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return outcomes;
}

async function sent(
  session: Session,
  transaction: Parameters<typeof submit>[1],
): Promise<JsonObject> {
  for (let tries = 1; ; tries++) {
    try {
      return await settle(session, transaction, await submit(session, transaction));
    } catch (error) {
      const isBusy = error instanceof CliError && BUSY.has(error.code);
      if (!isBusy || tries === BUSY_TRIES) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
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
