import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { renderTable } from "../render.ts";

export const tradeReceipts = defineCommand({
  usage: "trade receipts <entryId>",
  summary: "What exporters got for their goods of a declaration, and what claims hold of these.",
  async run(session, given) {
    const params = { entryId: argument(given, 0) };
    const json = await readAll(session, "trade_receipts", "exports", params);
    const named = await withNames(session, await withReadableAmounts(session, json));
    const rows = listOf(named, "exports").flatMap((one) => {
      const { code, receipts, claimed } = objectOf(one, "export");
      const held = listOf(claimed, "claimed").map((each) => {
        const { currency, fob } = objectOf(each, "claimed");
        return `${formatMinor(BigInt(textOf(fob, "fob")), 2)} in ${textOf(currency, "currency")}`;
      });
      return listOf(receipts, "receipts").map((each) => {
        const { uetr, amount } = objectOf(each, "receipt");
        return [code ?? null, uetr ?? null, amount ?? null, held.join(", ")];
      });
    });
    const heads = ["exporter", "payment", "tied to it", "claimed of the declared price"];
    return { json, text: renderTable(heads, rows) };
  },
});
