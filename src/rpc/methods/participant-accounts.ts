import { formatAccount } from "../../primitives/account-id.ts";
import { fromHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { openedAccounts, openedPrefix } from "../../transactions/participants/records.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { participantInput, participantNamed } from "../participant-input.ts";
import { account, listOf, nullable, shape } from "../schemas.ts";

/** participant_accounts: every account of one participant. */
export const accounts = defineMethod({
  name: "participant_accounts",
  summary:
    "A participant's accounts: its first, and those that it opened since protocol version 5. Empty if there is no such participant.",
  params: {
    participant: participantInput,
    after: optional(of(field.account(), "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({ accounts: listOf(account), next: nullable(account) }),
  errors: {},
  example: { params: { participant: "maker-1" } },
  right: "read",
  async handle({ participant, after, limit }, node) {
    const owner = participantNamed(node.ledger, participant);
    if (owner === undefined) return { accounts: [], next: null };
    const prefix = openedPrefix(owner.name);
    const start = after === undefined ? undefined : openedAccounts.key(owner.name, after);
    const page = await pageOf(node, prefix, start, limit);
    const opened = page.entries.map(({ key }) => formatAccount(fromHex(key.slice(prefix.length))!));
    const first = after === undefined ? [formatAccount(owner.account)] : [];
    return { accounts: [...first, ...opened], next: page.isLast ? null : (opened.at(-1) ?? null) };
  },
});
