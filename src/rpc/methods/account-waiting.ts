import { signer } from "../../chain/participant.ts";
import { Approved } from "../../execution/approved-operations.ts";
import { toHex } from "../../primitives/bytes.ts";
import { standingOf } from "../../transactions/participants/proposals.ts";
import { accounts } from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import { proposalMembers, proposalsInput, proposalsOf, proposalToJson } from "../proposal-json.ts";
import { hash, integer, listOf, nullable, shape } from "../schemas.ts";

/**
 * account_waiting: what an account's signers have to decide, and whose word is missing. Judged by the committed state, as an
 * approval would be: what has expired, or may not be carried out at all while the participant is suspended, is left out.
 */
export const waiting = defineMethod({
  name: "account_waiting",
  summary:
    "Open proposals of an account, how far their approval is, and the signers that are missing.",
  params: proposalsInput,
  result: shape({
    proposals: listOf(
      shape({
        ...proposalMembers,
        /** Weight of the approvals that count, and how much is needed. */
        weight: integer,
        needed: integer,
        /** Signers that have not approved, with what they would add. */
        missing: listOf(signer.schema),
      }),
    ),
    /** Closed ones are passed over, so a page may be empty with more to come. */
    next: nullable(hash),
  }),
  errors: {},
  example: { params: { account: "council" } },
  right: "read",
  async handle(params, node) {
    const { found, next } = await proposalsOf(node, params);
    const { header } = node.chain.head();
    const approved = new Approved(header, { left: 0 }); // it only judges
    const signers = accounts.read(node.ledger, params.account)?.authority.signers ?? [];
    const proposals = found.flatMap(({ id, record }) => {
      if (record.status !== "open" || header.timeMs > record.expiresAt) return [];
      const standing = standingOf(node.ledger, approved, record, record.approvals);
      if (standing === undefined) return [];
      const { weight, needed } = standing;
      const counted = new Set(standing.approvals.map(toHex));
      const missing = signers.filter(({ publicKey }) => !counted.has(toHex(publicKey)));
      const json = missing.map((one) => signer.toJson(one));
      return [{ ...proposalToJson(id, record), weight, needed, missing: json }];
    });
    return { proposals, next };
  },
});
