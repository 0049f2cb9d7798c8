import { type AccountId, formatAccount } from "../primitives/account-id.ts";
import { toHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { field } from "../primitives/fields/index.ts";
import { type ProposalRecord, proposals } from "../transactions/participants/proposals.ts";
import type { RpcContext } from "./context.ts";
import { accountInput, limitInput, of, optional } from "./inputs.ts";
import { pageOf } from "./page.ts";
import { account, hash, hex, integer, listOf, operation, time } from "./schemas.ts";
import { operationToJson } from "./transaction-json.ts";

/** Proposals of an account are listed by these, in the order of their ids. */
export const proposalsInput = {
  account: accountInput,
  after: optional(of(field.hash(), "The proposal after which to go on.")),
  limit: limitInput,
};

/** What every list says of a proposal. */
export const proposalMembers = {
  proposal: hash,
  account,
  operations: listOf(operation),
  approvals: listOf(hex),
  expiresAt: time,
  since: integer,
};

export function proposalToJson(id: string, record: ProposalRecord): { [name: string]: Json } {
  const { operations, approvals, expiresAt, since } = record;
  return {
    proposal: id,
    account: formatAccount(record.account),
    operations: operations.map((one) => operationToJson({ ...one, source: undefined })),
    approvals: approvals.map(toHex),
    expiresAt,
    since,
  };
}

/** One page of an account's proposals; `next` is the one after which to go on, null after the last page. */
export async function proposalsOf(
  node: RpcContext,
  { account: id, after, limit }: ProposalsWanted,
): Promise<{ found: { id: string; record: ProposalRecord }[]; next: string | null }> {
  const prefix = `proposal/${toHex(id)}/`;
  const start = after === undefined ? undefined : proposals.key(id, after);
  const page = await pageOf(node, prefix, start, limit);
  const found = page.entries.map(({ key, value }) => ({
    id: key.slice(prefix.length),
    record: proposals.decode(value),
  }));
  return { found, next: page.isLast ? null : (found.at(-1)?.id ?? null) };
}

interface ProposalsWanted {
  readonly account: AccountId;
  readonly after: Uint8Array | undefined;
  readonly limit: number | undefined;
}
