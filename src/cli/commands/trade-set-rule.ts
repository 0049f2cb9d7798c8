import type { Json } from "../../primitives/fields/field.ts";
import { setRule } from "../../transactions/trade/stock/set-rule.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { quantityOf } from "../customs/quantity.ts";
import { expiresOption } from "../decide.ts";
import { usageError } from "../errors.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { shelfGiven } from "../stock/shelf-given.ts";

export const tradeSetRule = defineCommand({
  usage: "trade set-rule <warehouse> <merchant> <itemNo>",
  summary: "A merchant says when a shelf is to be filled again, and how far; or not any more.",
  options: [
    { flags: "--least <quantity>", summary: "when less than this is free" },
    { flags: "--target <quantity>", summary: "so much is to be free then" },
    { flags: "--remove", summary: "the rule, and with it the replenishment that is open" },
    expiresOption,
  ],
  async run(session, given) {
    const [shelf, rule] = [shelfGiven(given), ruleGiven(given)];
    const summary = `${rule === null ? "Remove" : "Set"} the rule of article ${shelf.itemNo}`;
    return carryOutStock(session, given, setRule, { ...shelf, rule }, summary);
  },
});

/** Null if the rule is removed. Throws a usage error: ONE_RULE. */
function ruleGiven(given: Given): Json {
  const [least, target] = [textOption(given, "least"), textOption(given, "target")];
  const isRemoved = given.options["remove"] === true;
  if (isRemoved && least === undefined && target === undefined) return null;
  if (!isRemoved && least !== undefined && target !== undefined)
    return { least: quantityOf(least), target: quantityOf(target) };
  const hint = "Give --least and --target, or --remove.";
  throw usageError("ONE_RULE", "A rule has both quantities, or is removed.", hint);
}
