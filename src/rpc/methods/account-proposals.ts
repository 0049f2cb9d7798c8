import { defineMethod } from "../definition.ts";
import { proposalMembers, proposalsInput, proposalsOf, proposalToJson } from "../proposal-json.ts";
import { hash, integer, listOf, nullable, shape, text, words } from "../schemas.ts";

/** account_proposals: what an account's signers are asked to approve, and what became of it. */
export const list = defineMethod({
  name: "account_proposals",
  summary: "Proposals of an account, open and closed, with the keys that approved them.",
  params: proposalsInput,
  result: shape({
    proposals: listOf(
      shape({
        ...proposalMembers,
        status: words("open", "applied", "failed", "withdrawn"),
        code: nullable(text),
        failedOperation: nullable(integer),
      }),
    ),
    next: nullable(hash),
  }),
  errors: {},
  example: { params: { account: "council" } },
  right: "read",
  async handle(params, node) {
    const { found, next } = await proposalsOf(node, params);
    const proposals = found.map(({ id, record }) => {
      const { status, code = null, failedOperation = null } = record;
      return { ...proposalToJson(id, record), status, code, failedOperation };
    });
    return { proposals, next };
  },
});
