import { formatAccount } from "../../primitives/account-id.ts";
import { withNames } from "../account-names.ts";
import { defineCommand } from "../command.ts";
import { listOf, objectOf } from "../ledger.ts";
import { untilWhen } from "../proposal-words.ts";
import { readAll } from "../read-all.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderTable } from "../render.ts";

export const paymentWaiting = defineCommand({
  usage: "payment waiting [account]",
  summary:
    "Held payments to decide on and recalls to answer; without a name, of the acting account.",
  async run(session, given) {
    const [name] = given.args;
    const id = name === undefined ? await session.actor() : await session.account(name);
    const params = { account: formatAccount(id) };
    const json = await readAll(session, "payment_waiting", "payments", params);
    const shown = await withNames(session, await withReadableAmounts(session, json));
    const rows = listOf(shown, "payments").map((one) => {
      const { waitsFor, payment } = objectOf(one, "payment");
      const { uetr, amount, debtor, creditor, ...rest } = objectOf(payment, "payment");
      const terms = objectOf(rest[waitsFor === "recall" ? "recall" : "holding"], "terms");
      const until = untilWhen(terms["answerBy"] ?? terms["expiresAt"]);
      return [uetr, waitsFor, amount, debtor, creditor, until].map((cell) => cell ?? null);
    });
    const heads = ["uetr", "waits for", "amount", "from", "to", "until"];
    return { json, text: renderTable(heads, rows, ["amount"]) };
  },
});
