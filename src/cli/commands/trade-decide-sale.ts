import { decideSale } from "../../transactions/trade/stock/decide-sale.ts";
import { argument, defineCommand, type Given, textOption } from "../command.ts";
import { usageError } from "../errors.ts";
import { carryOutStock } from "../stock/in-words.ts";
import { saleNamed } from "../stock/sale-named.ts";

const DECISIONS = ["approve", "hold", "refuse"] as const;

export const tradeDecideSale = defineCommand({
  usage: "trade decide-sale <sale>",
  summary:
    "Somebody other than who brought an order in approves it, holds it or refuses it; its stock is free again then.",
  options: [
    { flags: "--approve", summary: "the warehouse sends it" },
    { flags: "--hold <reason>", summary: "it waits, like SUSPECTED_FRAUD or ADDRESS_INCOMPLETE" },
    { flags: "--refuse <reason>", summary: "what was not sent is not, like BUYER_WITHDREW" },
  ],
  async run(session, given) {
    const decision = decisionGiven(given);
    const reason = textOption(given, decision) ?? null;
    const body = { sale: saleNamed(argument(given, 0)), decision, reason };
    const summary = `${decision[0]!.toUpperCase()}${decision.slice(1)} order ${argument(given, 0)}`;
    return carryOutStock(session, given, decideSale, body, summary);
  },
});

/** Throws a usage error: ONE_DECISION. */
function decisionGiven({ options }: Given): (typeof DECISIONS)[number] {
  const [decision, ...more] = DECISIONS.filter((one) => options[one] !== undefined);
  if (decision !== undefined && more.length === 0) return decision;
  const hint = "Give one of --approve, --hold and --refuse.";
  throw usageError("ONE_DECISION", "An order is decided on in one way at a time.", hint);
}
