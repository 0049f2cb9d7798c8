import { withNames } from "../account-names.ts";
import { defineCommand, textOption } from "../command.ts";
import { listOf, numberOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import { stockInWords } from "../stock/in-words.ts";
import { placeOf } from "../stock/place-given.ts";
import { shelfGiven } from "../stock/shelf-given.ts";

/** The most that a node gives in one answer. */
const PAGE = 100;

export const tradeMovements = defineCommand({
  usage: "trade movements <warehouse> <merchant> <itemNo>",
  summary: "The changes of a shelf in their order: the last hundred, or a hundred from a place on.",
  options: [
    { flags: "--from <place>", summary: "the first that is wanted; the last 100 if absent" },
  ],
  async run(session, given) {
    const [shelf, typed] = [shelfGiven(given), textOption(given, "from")];
    const fromPlace = typed === undefined ? undefined : placeOf(typed);
    const read = async (params: { readonly fromPlace?: number; readonly limit: number }) =>
      objectOf(await session.call("trade_movements", { ...shelf, ...params }), "trade_movements");
    const last = async () => numberOf((await read({ limit: 1 }))["count"], "count") - PAGE;
    const json = await read({ fromPlace: fromPlace ?? Math.max(0, await last()), limit: PAGE });
    const named = await withNames(session, json["movements"] ?? null);
    const rows = listOf(named, "movements").map((one) => {
      const { place, kind, quantity, onHand, reserved, ...why } = stockInWords(
        objectOf(one, "movement"),
      );
      const { reference, code, by, timeMs } = why;
      const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
      const cells = [place, kind, quantity, onHand, reserved, reference, code];
      return [...cells, by ?? "the ledger", time].map((cell) => cell ?? null);
    });
    const heads = ["place", "movement", "quantity", "on hand", "reserved", "reference", "code"];
    const table = renderTable([...heads, "by", "time"], rows, heads.slice(2, 5));
    return { json, text: table };
  },
});
