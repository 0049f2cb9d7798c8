import { dayOf, endOfDayMs } from "../../../primitives/civil-day.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { waybillKey, waybillNumberId } from "../../customs/orders/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { parameterAt } from "../../rules/parameter-at.ts";
import { addWorkingDays } from "../../rules/working-days.ts";
import { shipStock } from "./levels.ts";
import { isOpen, openOf, someLines } from "./sale-lines.ts";
import { saleStatus, TO_SHIP } from "./sale-states.ts";
import { takeStep } from "./sale-steps.ts";
import { type SaleRecord, sales, SHIPMENTS_MAX } from "./sales.ts";
import { type ShipmentRecord, shipments, shipmentsWith } from "./shipments.ts";
import { isIn } from "./standing.ts";

/** trade.sale.ship: the warehouse sends an order, or a part of it. */
export const shipSale = defineOperation({
  tag: 0x0532,
  name: "trade.sale.ship",
  since: 9,
  summary: "The warehouse sends an order of another mall, or a part of it.",
  signatories: ["warehouse"],
  threshold: "medium",
  body: field.record({ sale: field.hash(), ...waybillKey, lines: someLines }),
  result: field.record({
    place: field.uint(16),
    status: saleStatus,
    /** The last moment to give these goods back, milliseconds UTC. */
    returnBy: field.count(),
  }),
  failures: {
    ...ownEnterpriseFailures,
    LINES_OUT_OF_ORDER:
      "Name each line once, in the order of the order, with how much of it is sent.",
    UNKNOWN_SALE: "No order of another mall has this id. trade_sales shows those you have part in.",
    WRONG_STATUS:
      "Only what was approved and not sent yet can be sent. trade_sale shows where it is.",
    CARRIER_NOT_ACTIVE:
      "The carrier is not approved or is suspended. customs_enterprise shows what is in force.",
    TOO_MANY_SHIPMENTS:
      "The order went in a hundred parcels. Have the rest refused, and order it anew.",
    NO_SUCH_LINE: "The order has fewer lines. trade_sale shows them, from 0.",
    MORE_THAN_OPEN: "Less of a line is to be sent: the rest has gone, or was given back.",
  },
  keys: ({ body }) => [sales.key(body.sale), enterprises.key(body.logisticsCode)],
  check({ body: { lines } }) {
    const isInOrder = lines.every(
      ({ line, quantity }, at) => quantity > 0n && (at === 0 || line > lines[at - 1]!.line),
    );
    return isInOrder ? undefined : "LINES_OUT_OF_ORDER";
  },
  apply({ source, body, ...moment }, ledger) {
    const { sale: id, logisticsCode, logisticsNo, lines: sent } = body;
    const sale = sales.read(ledger, id);
    if (sale === undefined) return fail("UNKNOWN_SALE");
    const { warehouse, merchant, externalNo: reference, shipments: place } = sale;
    const owner = ownEnterprise(ledger, source, warehouse, "warehouse");
    if (typeof owner === "string") return fail(owner);
    if (!TO_SHIP.includes(sale.status)) return fail("WRONG_STATUS");
    if (!isIn(ledger, logisticsCode, "carrier")) return fail("CARRIER_NOT_ACTIVE");
    if (place >= SHIPMENTS_MAX) return fail("TOO_MANY_SHIPMENTS");
    const { height, timeMs } = moment;
    const term = returnTerm(ledger, sale, timeMs);
    const lines = [...sale.lines];
    for (const { line: at, quantity } of sent) {
      const line = lines[at];
      if (line === undefined) return fail("NO_SUCH_LINE");
      if (quantity > openOf(line)) return fail("MORE_THAN_OPEN");
      const shelf = { warehouse, merchant, itemNo: line.itemNo };
      shipStock(ledger, shelf, quantity, { reference, code: logisticsCode, source, ...moment });
      lines[at] = { ...line, shipped: line.shipped + quantity, returnBy: term.returnBy };
    }
    const record = { ...body, place, ...term, by: source, height, timeMs };
    shipments.write(ledger, record, id, place);
    const number = waybillNumberId(logisticsCode, logisticsNo);
    shipmentsWith.write(ledger, { sale: id, place }, number, id);
    const status = isOpen({ lines }) ? ("shipping" as const) : ("shipped" as const);
    const after = { ...sale, lines, status, shipments: place + 1 };
    takeStep(ledger, after, "ship", { source, ...moment }, String(place));
    return done({ place, status, returnBy: term.returnBy });
  },
});

/** Until when goods that are sent now may come back: working days of the merchant's country, the end of the last one. */
function returnTerm(
  ledger: LedgerReader,
  { merchant }: SaleRecord,
  timeMs: number,
): Pick<ShipmentRecord, "returnBy" | "returnDays" | "calendars"> {
  const { country } = enterprises.read(ledger, merchant)!;
  const { value, version } = parameterAt(ledger, country, "trade-return-days", timeMs);
  const { day, calendars } = addWorkingDays(ledger, country, dayOf(timeMs), Number(value));
  return { returnBy: endOfDayMs(day), returnDays: version, calendars };
}
