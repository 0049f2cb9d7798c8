import { formatAccount } from "../../primitives/account-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { proposals } from "../../transactions/participants/proposals.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import {
  account,
  hash,
  hex,
  integer,
  listOf,
  nullable,
  operation,
  shape,
  text,
} from "../schemas.ts";
import { time, words } from "../schemas.ts";
import { operationToJson } from "../transaction-json.ts";

/** account_proposals: what an account's signers are asked to approve, and what became of it. */
export const list = defineMethod({
  name: "account_proposals",
  summary: "Proposals of an account, open and closed, with the keys that approved them.",
  params: {
    account: accountInput,
    after: optional(of(field.hash(), "The proposal after which to go on.")),
    limit: limitInput,
  },
  result: shape({
    proposals: listOf(
      shape({
        proposal: hash,
        account,
        status: words("open", "applied", "failed", "withdrawn"),
        operations: listOf(operation),
        approvals: listOf(hex),
        expiresAt: time,
        code: nullable(text),
        failedOperation: nullable(integer),
        since: integer,
      }),
    ),
    next: nullable(hash),
  }),
  errors: {},
  example: { params: { account: "council" } },
  right: "read",
  async handle({ account: id, after, limit }, node) {
    const prefix = `proposal/${toHex(id)}/`;
    const start = after === undefined ? undefined : proposals.key(id, after);
    const page = await pageOf(node, prefix, start, limit);
    const found = page.entries.map(({ key, value }) => {
      const record = proposals.decode(value);
      const { status, expiresAt, code = null, failedOperation = null, since } = record;
      return {
        proposal: key.slice(prefix.length),
        account: formatAccount(record.account),
        status,
        operations: record.operations.map((one) => operationToJson({ ...one, source: undefined })),
        approvals: record.approvals.map(toHex),
        ...{ expiresAt, code, failedOperation, since },
      };
    });
    return { proposals: found, next: page.isLast ? null : (found.at(-1)?.proposal ?? null) };
  },
});
