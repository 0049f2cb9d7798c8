import type { Agent } from "../../transactions/payments/records.ts";
import { hold } from "../../transactions/payments/hold.ts";
import { parseTypedAmount, toMinor } from "../amount.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { decide, expiresOption, inTime } from "../decide.ts";
import { usageError } from "../errors.ts";
import { amountOf, decimalsOf } from "../ledger.ts";
import { hashOf } from "../hash.ts";
import { operationOf } from "../operations.ts";
import { detailsGiven, orderOptions, uetrGiven, uuidBytes } from "../payment-options.ts";
import type { Session } from "../session.ts";

export const paymentHold = defineCommand({
  usage: "payment hold",
  summary: "Puts a payment on hold until the parties that it names have approved it.",
  options: [
    ...orderOptions,
    {
      flags: "--agents <list>",
      summary: "who must approve, and for whom: wallet-hk:debtor,wallet-ph:creditor",
      required: true,
    },
    {
      flags: "--within <time>",
      summary: "how long the parties have, like 90m, 24h or 7d",
      fallback: "24h",
    },
    { flags: "--quote <id>", summary: "the firm quote that converts it when it is settled" },
    { flags: "--fees-max <number>", summary: "the most that the payer pays in fees" },
    expiresOption,
  ],
  async run(session, given) {
    const typed = textOption(given, "amount") ?? "";
    const parsed = parseTypedAmount(typed);
    await session.keys(); // what is wrong on this side is said before a node is asked
    const to = await session.account(textOption(given, "to") ?? "");
    const agents = await agentsOf(session, textOption(given, "agents") ?? "");
    const amount = await amountOf(session, parsed);
    const most = textOption(given, "feesMax");
    const decimals = most === undefined ? 0 : await decimalsOf(session, amount.asset);
    const uetr = uetrGiven(given);
    const quote = textOption(given, "quote");
    const operations = [
      operationOf(hold, {
        ...{ to, amount, uetr: uuidBytes(uetr), agents, expiresAt: inTime(withinGiven(given)) },
        ...detailsGiven(given),
        feesMax: most === undefined ? undefined : toMinor({ ...parsed, number: most }, decimals),
        quote: quote === undefined ? undefined : hashOf(quote),
      }),
    ];
    const summary = `Hold ${typed} for ${textOption(given, "to")}`;
    const account = await session.actor();
    const answer = await decide(session, given, { account, operations, summary });
    const next = `Each party: portolan payment approve ${uetr} --key KEY`;
    const text = `${typed} on hold for ${textOption(given, "to")}, UETR ${uetr}\n${answer.text}\n${next}`;
    return { json: { uetr, ...(answer.json as object) }, text };
  },
});

function withinGiven(given: Given): string {
  return textOption(given, "within") ?? "24h";
}

type NamedAgent = Pick<Agent, "account" | "side">;

/** "wallet-hk:debtor,wallet-ph:creditor" with the names resolved. Throws a usage error: AGENT_FORMAT. */
async function agentsOf(session: Session, text: string): Promise<NamedAgent[]> {
  const agents: NamedAgent[] = [];
  for (const one of text.split(",")) {
    const [name = "", side, ...rest] = one.trim().split(":");
    if ((side !== "debtor" && side !== "creditor") || rest.length > 0) {
      const hint = "Write a party and whose it is: wallet-hk:debtor or wallet-ph:creditor.";
      throw usageError("AGENT_FORMAT", `"${one}" does not say whose agent it is.`, hint);
    }
    agents.push({ account: await session.account(name), side });
  }
  return agents;
}
