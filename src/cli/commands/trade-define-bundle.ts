import { defineBundle } from "../../transactions/trade/stock/define-bundle.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { timeOf } from "../time-option.ts";

export const tradeDefineBundle = defineCommand({
  usage: "trade define-bundle <merchant> <bundleNo> <parts...>",
  summary:
    "A merchant says which articles a bundle is, each as ARTICLE:QUANTITY:WEIGHT; its price is shared out by weight.",
  options: [
    { flags: "--from <time>", summary: "a day or a time in UTC, like 2027-01-01; now if absent" },
    { flags: "--until <time>", summary: "the last moment; until another version begins if absent" },
    expiresOption,
  ],
  async run(session, given) {
    const [merchant, bundleNo] = [argument(given, 0), argument(given, 1)];
    const parts = given.args.slice(2).map((text) => {
      const [, itemNo, quantity = "", weight = ""] = /^(.+):([0-9.]+):([0-9]+)$/.exec(text) ?? [];
      if (itemNo !== undefined) return { itemNo, quantity: quantityOf(quantity), weight };
      const hint = "Write article, quantity and weight with colons between, like MILK-1:2:3.";
      throw usageError("PART_FORMAT", `"${text}" is no part of a bundle.`, hint);
    });
    const [from, until] = ["from", "until"].map((name) => {
      const text = textOption(given, name);
      return text === undefined ? undefined : timeOf(text);
    });
    const body = { merchant, bundleNo, from: from ?? Date.now(), until: until ?? null, parts };
    return carryOut(session, given, defineBundle, body, `Define bundle ${bundleNo}`);
  },
});
