import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { withReadableAmounts } from "../readable-amounts.ts";
import { type JsonObject, listOf, numberOf, objectOf, textOf } from "../ledger.ts";
import { renderJson, renderTable } from "../render.ts";
import type { Session } from "../session.ts";
import { quantityText } from "../stock/in-words.ts";

/** Where a parcel is, its documents and batches, and everything that happened, a line for each. */
export async function parcelTables(session: Session, way: JsonObject): Promise<string> {
  const { state, documents, batches, path } = way;
  const blocks = [renderJson({ state: state ?? null }), documentsTable(documents)];
  if (listOf(batches, "batches").length > 0) blocks.push(batchesTable(batches));
  blocks.push(await pathTable(session, path));
  return blocks.join("\n\n");
}

function documentsTable(documents: Json | undefined): string {
  const rows = listOf(documents, "documents").map((one) => {
    const { document, number, status } = objectOf(one, "document");
    return [document, number, status].map((cell) => cell ?? null);
  });
  return renderTable(["document", "number", "status"], rows);
}

function batchesTable(batches: Json | undefined): string {
  const rows = listOf(batches, "batches").map((one): Json[] => {
    const { producer, batchNo, itemNo, quantity, recalled } = objectOf(one, "batch");
    const count = quantityText(textOf(quantity, "quantity"));
    const said = recalled === true ? "recalled" : null;
    return [producer, batchNo, itemNo, count, said].map((cell) => cell ?? null);
  });
  return renderTable(["producer", "batch", "item", "quantity", ""], rows, ["quantity"]);
}

async function pathTable(session: Session, path: Json | undefined): Promise<string> {
  const entries = listOf(path, "path").map((one) => objectOf(one, "entry"));
  const amounts = entries.map(({ asset, money }): Json => {
    return (money ?? null) === null ? null : { asset: asset!, minor: money! };
  });
  const sums = listOf(await withReadableAmounts(session, amounts), "amounts");
  const rows = entries.map(({ document, event, code, by, height, timeMs }, at): Json[] => {
    const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
    const what = [document, event, code, sums[at]].map((cell) => cell ?? null);
    return [time, ...what, by ?? "the ledger", height ?? null];
  });
  const shown = listOf(await withNames(session, rows), "rows") as Json[][];
  const heads = ["time", "document", "event", "code", "money", "by", "height"];
  return renderTable(heads, shown, ["money"]);
}
