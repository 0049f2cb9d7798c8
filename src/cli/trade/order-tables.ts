import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { quantityText } from "../stock/in-words.ts";
import { type Money, sumOf, withPoint } from "./order-money.ts";

/** An order's lines: how many, what they cost, and how many were sent, given up and came back. */
export function linesTable(order: JsonObject, money: Money): string {
  const counts = ["quantity", "shipped", "cancelled", "returned"];
  const rows = listOf(order["lines"], "lines").map((one, place): Json[] => {
    const line = objectOf(one, "line");
    const [all, ...more] = counts.map((name) => quantityText(textOf(line[name], name)));
    const { listingNo, warehouse } = line;
    const first = [place, listingNo ?? null, all!, withPoint(line["total"], money)];
    return [...first, ...more, warehouse ?? null];
  });
  const numbers = ["quantity", "total", "sent", "given up", "back"];
  return renderTable(["line", "listing", ...numbers, "warehouse"], rows, numbers);
}

/** What happened to an order, in order: the money of each step, who got it, and what was in escrow then. */
export async function stepsTable(
  session: Session,
  steps: readonly Json[],
  money: Money,
): Promise<string> {
  const shown = listOf(await withNames(session, [...steps]), "steps");
  const rows = shown.map((one): Json[] => {
    const { step, code, by, payouts, height, timeMs, ...sums } = objectOf(one, "step");
    const [moved, escrow] = ["money", "escrow"].map((name) => withPoint(sumOf(sums[name]), money));
    const paid = listOf(payouts, "payouts").map((each) => {
      const { to, minor } = objectOf(each, "payout");
      return `${withPoint(minor, money)} to ${textOf(to, "to")}`;
    });
    const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
    const who = by ?? "the ledger";
    const first = [step ?? null, code ?? null, moved!, escrow!, paid.join("\n") || null];
    return [...first, who, height ?? null, time];
  });
  const heads = ["step", "code", "money", "in escrow", "paid out", "by", "height", "time"];
  return renderTable(heads, rows, ["money", "in escrow"]);
}
