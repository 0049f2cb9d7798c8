import { formatAccount } from "../../primitives/account-id.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import type { Actor } from "./actor.ts";

/** Far longer than nodes of one network are apart. */
const WAIT_MS = 10_000;

/** What payer and receiver see at the same time, each from its own node. Amounts are in minor units. */
export type SeenByEnds = { readonly payer: SeenByOne; readonly receiver: SeenByOne };

export type SeenByOne = {
  /** The payment's status with its last reason; null while there is no payment. */
  readonly status: string | null;
  readonly available: string;
  readonly held: string;
};

interface Subject {
  readonly uetr: string;
  readonly asset: string;
  /** The transaction after which they look, which one of their nodes may have a moment later than the other. */
  readonly after: string;
}

export async function seenByEnds(
  payer: Actor,
  receiver: Actor,
  subject: Subject,
): Promise<SeenByEnds> {
  const [one, other] = await Promise.all([seenBy(payer, subject), seenBy(receiver, subject)]);
  return { payer: one, receiver: other };
}

async function seenBy(
  { session, account }: Actor,
  { uetr, asset, after }: Subject,
): Promise<SeenByOne> {
  await session.call("tx_wait", { id: after, timeoutMs: WAIT_MS });
  const [payment, balances] = await Promise.all([
    session.call("payment_get", { uetr }),
    session.call("account_balances", { account: formatAccount(account) }),
  ]);
  const lines = listOf(objectOf(balances, "balances")["balances"], "balances");
  const line = lines.map((one) => objectOf(one, "balance")).find((one) => one["asset"] === asset);
  const status = payment === null ? null : statusOf(objectOf(payment, "payment"));
  if (line === undefined) return { status, available: "0", held: "0" };
  const { available, held } = line;
  return { status, available: textOf(available, "available"), held: textOf(held, "held") };
}

function statusOf({ status, steps }: ReturnType<typeof objectOf>): string {
  const last = steps === null ? undefined : objectOf(listOf(steps, "steps").at(-1), "step");
  const reason = last?.["reason"];
  const code = textOf(status, "status");
  return typeof reason === "string" ? `${code} ${reason}` : code;
}
