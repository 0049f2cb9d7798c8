import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { usageError } from "../errors.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const tradeSales = defineCommand({
  usage: "trade sales",
  summary:
    "Orders of other malls: of an enterprise, waiting for its screening, to be sent by a warehouse, or in a parcel.",
  options: [
    { flags: "--enterprise <code>", summary: "a merchant, warehouse or platform" },
    { flags: "--in-screening <code>", summary: "that wait for a decision of its, or are held" },
    { flags: "--to-ship <code>", summary: "that this warehouse has to send" },
    { flags: "--parcel <parcel>", summary: "that are in this parcel, CARRIER/WAYBILL" },
  ],
  async run(session, given) {
    const json = await readAll(session, "trade_sales", "sales", filterGiven(given));
    const rows = listOf(json, "sales").map((one): Json[] => {
      const { id, merchant, mall, externalNo, warehouse, status, reason, lines } = objectOf(
        one,
        "sale",
      );
      const name = [merchant, mall, externalNo].map((part) => textOf(part, "name")).join("/");
      const count = listOf(lines, "lines").length;
      return [name, id, warehouse, count, status, reason].map((cell) => cell ?? null);
    });
    const heads = ["order", "id", "warehouse", "lines", "status", "reason"];
    return { json, text: renderTable(heads, rows, ["lines"]) };
  },
});

/** Throws usage errors: ONE_OF_FOUR, PARCEL_FORMAT. */
function filterGiven(given: Given): { readonly [name: string]: Json } {
  const [enterprise, inScreeningOf, toShipOf, parcel] = [
    ...["enterprise", "inScreening", "toShip", "parcel"].map(
      (name) => textOption(given, name) ?? null,
    ),
  ] as [Json, Json, Json, string | null];
  const filters = [enterprise, inScreeningOf, toShipOf, parcel].filter((one) => one !== null);
  if (filters.length !== 1) {
    const hint = "Give one of --enterprise, --in-screening, --to-ship and --parcel.";
    throw usageError("ONE_OF_FOUR", "Orders are asked for in one way at a time.", hint);
  }
  return parcel === null ? { enterprise, inScreeningOf, toShipOf } : parcelNamed(parcel);
}
