import type { Json } from "../../primitives/fields/field.ts";
import { importSale } from "../../transactions/trade/stock/import-sale.ts";
import type { Answer } from "../command.ts";
import { sendMapped } from "../customs/send-mapped.ts";
import { EXIT } from "../errors.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";

/** An order of another mall as JSON-RPC takes it: what may be absent is null there. */
export function orderOf(json: Json): JsonObject {
  const order = objectOf(json, "order");
  const lines = listOf(order["lines"], "lines").map((one) => {
    return { itemNo: null, bundleNo: null, ...objectOf(one, "line") };
  });
  return { platform: null, ...order, lines };
}

/**
 * Many orders, each in a transaction of its own, so that one that is refused stops no other: people see those that were. Whatever
 * interrupts it, the same file again brings in what is missing, and nothing twice.
 */
export async function importSales(
  session: Session,
  orders: readonly JsonObject[],
): Promise<Answer> {
  let done = 0;
  const mapped = orders.map((body) => ({ type: importSale, body }));
  const outcomes = await sendMapped(session, mapped, (count) => {
    done += count;
    session.output.progress(`${done} of ${orders.length} orders`);
  });
  const lines = outcomes.map((one, at) => {
    const { mall = null, externalNo = null } = orders[at]!;
    return { mall, externalNo, code: one.ok ? null : one.code, hint: one.ok ? null : one.hint };
  });
  const wrong = lines.filter(({ code }) => code !== null);
  const rows = wrong.map(({ mall, externalNo, code, hint }) => [mall, externalNo, code, hint]);
  const sum = `${lines.length - wrong.length} of ${lines.length} orders are on the ledger.`;
  const table = renderTable(["mall", "order", "code", "what is wrong"], rows);
  const isAllGood = wrong.length === 0;
  const exit = isAllGood ? EXIT.done : EXIT.refused;
  return { json: lines, text: isAllGood ? sum : `${table}\n${sum}`, exit };
}
