import type { OperationEnvelope } from "../chain/transaction.ts";
import type { ThresholdLevel } from "../chain/participant.ts";
import { formatAccount } from "../primitives/account-id.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { operationTypeByTag } from "../transactions/table.ts";
import { propose } from "../transactions/participants/propose.ts";
import type { Answer, CommandOption, Given } from "./command.ts";
import { textOption } from "./command.ts";
import { CliError, usageError } from "./errors.ts";
import { listOf, numberOf, objectOf, textOf } from "./ledger.ts";
import { operationOf } from "./operations.ts";
import type { Session } from "./session.ts";
import { type Intent, transact } from "./transact.ts";

export const expiresOption: CommandOption = {
  flags: "--expires <time>",
  summary: "how long a proposal waits for the other signers, like 90m, 24h or 7d",
  fallback: "24h",
};

export interface Decision extends Intent {
  readonly account: Uint8Array;
}

/**
 * Carries operations of an account out at once if the keys that are here weigh enough, and asks its other signers to approve
 * them if not: approval takes hours, so it happens on chain.
 */
export async function decide(
  session: Session,
  given: Given,
  { account, operations, summary, inWords }: Decision,
): Promise<Answer> {
  const weights = await weightsOf(session, account, operations);
  if (weights.here >= weights.needed) {
    return transact(session, { account, operations, summary, ...(inWords && { inWords }) });
  }
  const expiresAt = inTime(textOption(given, "expires") ?? "24h");
  const stored = operations.map(({ tag, body }) => ({ tag, body }));
  const proposed = [operationOf(propose, { operations: stored, expiresAt })];
  const answer = await transact(session, {
    ...{ account, operations: proposed },
    summary: `${summary}: propose it to the other signers`,
  });
  const asked = `${proposalIn(answer.json)} --as ${formatAccount(account)}`;
  const next = `Each other signer: portolan proposal approve ${asked} --key KEY`;
  return { ...answer, text: `${answer.text}\n${next}` };
}

/** The id in the receipt; a word for it while there is none, as with --no-wait. */
function proposalIn(status: Json): string {
  const { receipt } = objectOf(status, "status");
  if (typeof receipt !== "object" || receipt === null || Array.isArray(receipt)) return "PROPOSAL";
  const [first] = listOf(receipt["results"], "results");
  const result = objectOf(objectOf(first ?? null, "result")["result"] ?? null, "result");
  return textOf(result["proposal"], "proposal");
}

/** What the keys of this command weigh on the account, and what the operations need. */
async function weightsOf(
  session: Session,
  account: Uint8Array,
  operations: readonly OperationEnvelope[],
): Promise<{ here: number; needed: number }> {
  const found = await session.call("account_get", { account: formatAccount(account) });
  if (found === null) {
    const hint = "`portolan participant list` shows who is registered.";
    throw new CliError("UNKNOWN_SOURCE", `${formatAccount(account)} is not registered.`, hint);
  }
  const authority = objectOf(objectOf(found, "account")["authority"], "authority");
  const keys = new Set((await session.keys()).map(({ publicKey }) => toHex(publicKey)));
  let here = 0;
  for (const one of listOf(authority["signers"], "signers")) {
    const { publicKey, weight } = objectOf(one, "signer");
    if (keys.has(textOf(publicKey, "publicKey"))) here += numberOf(weight, "weight");
  }
  const thresholds = objectOf(authority["thresholds"], "thresholds");
  const levels = operations.map(({ tag }) => operationTypeByTag(tag)?.threshold ?? "high");
  const needed = levels.map((level) => (level === "any" ? 1 : weight(thresholds, level)));
  return { here, needed: Math.max(...needed) };
}

function weight(thresholds: ReturnType<typeof objectOf>, level: ThresholdLevel): number {
  return numberOf(thresholds[level], level);
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The time, milliseconds UTC, so much from now: "90m", "24h", "7d". Throws a usage error: TIME_FORMAT. */
export function inTime(text: string): number {
  const match = /^([0-9]{1,5})([mhd])$/.exec(text);
  if (match !== null) return Date.now() + Number(match[1]) * UNITS_MS[match[2]!]!;
  const hint = "Write a number and m, h or d: 90m, 24h, 7d.";
  throw usageError("TIME_FORMAT", `"${text}" is no length of time.`, hint);
}
