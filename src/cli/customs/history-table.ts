import type { Json } from "../../primitives/fields/field.ts";
import { withNames } from "../account-names.ts";
import { listOf, numberOf, objectOf } from "../ledger.ts";
import { renderTable } from "../render.ts";
import type { Session } from "../session.ts";

/** What happened to a document, in order: a line for each event. */
export async function historyTable(session: Session, history: Json | undefined): Promise<string> {
  const events = listOf(await withNames(session, history ?? null), "history");
  const rows = events.map((one) => {
    const { event, code, by, height, timeMs } = objectOf(one, "event");
    const time = new Date(numberOf(timeMs, "timeMs")).toISOString();
    return [event, code, by ?? "the ledger", height, time].map((cell) => cell ?? null);
  });
  return renderTable(["event", "code", "by", "height", "time"], rows);
}
