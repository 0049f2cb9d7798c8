import { participantName } from "../../chain/participant.ts";
import {
  branchCode,
  branches as records,
  branchRecord,
} from "../../transactions/letters/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";

/** letter_branches: the branches of a bank that letters can be addressed to, and which account answers for each. */
export const branches = defineMethod({
  name: "letter_branches",
  summary: "A bank's branches that confirmation letters can be addressed to, by code.",
  params: {
    bank: of(participantName, "The bank's name."),
    after: optional(of(branchCode, "The code after which to go on.")),
    limit: limitInput,
  },
  result: shape({ branches: listOf(branchRecord.schema), next: nullable(text) }),
  errors: {},
  example: { params: { bank: "bank-cn" } },
  right: "read",
  async handle({ bank, after, limit }, node) {
    const prefix = records.key(bank, "");
    const start = after === undefined ? undefined : records.key(bank, after);
    const { entries, isLast } = await pageOf(node, prefix, start, limit);
    const found = entries.map(({ value }) => records.decode(value));
    const next = isLast ? null : (found.at(-1)?.code ?? null);
    return { branches: found.map((one) => branchRecord.toJson(one)), next };
  },
});
