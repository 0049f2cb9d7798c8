import type { Json } from "../../primitives/fields/field.ts";
import { argument, defineCommand } from "../command.ts";
import { type JsonObject, listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";
import { stockInWords } from "../stock/in-words.ts";

export const tradeBundles = defineCommand({
  usage: "trade bundles <merchant>",
  summary: "A merchant's bundles, version by version: what is in each, and which is sold now.",
  async run(session, given) {
    const params = { merchant: argument(given, 0) };
    const json = await readAll(session, "trade_bundles", "bundles", params);
    const rows = listOf(json, "bundles").flatMap((one) => {
      const { bundleNo, inForce, recent } = stockInWords(objectOf(one, "bundle"));
      return listOf(recent, "versions").map((each): Json[] => {
        const { version, from, until, parts } = objectOf(each, "version");
        const contents = listOf(parts, "parts").map((part) => partText(objectOf(part, "part")));
        const state = version === inForce ? "sold now" : "";
        return [bundleNo, version, from, until, contents.join(", "), state].map(
          (cell) => cell ?? null,
        );
      });
    });
    return { json, text: renderTable(["bundle", "version", "from", "until", "parts", ""], rows) };
  },
});

function partText({ itemNo, quantity, weight }: JsonObject): string {
  const [article, count, share] = [itemNo, quantity, weight].map((one) => textOf(one, "part"));
  return `${article}:${count}:${share}`;
}
