import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand, textOption } from "../command.ts";
import { parcelNamed } from "../customs/parcel-named.ts";
import { parcelTables } from "../customs/parcel-tables.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, listOf, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

export const customsTrackParcel = defineCommand({
  usage: "customs track-parcel [parcel]",
  summary:
    "The whole way of a parcel CARRIER/WAYBILL, or of an order: payment, transport, clearance, delivery.",
  options: [{ flags: "--order <order>", summary: "the order instead, as PLATFORM/NUMBER" }],
  async run(session, given) {
    const [parcel] = given.args;
    const order = textOption(given, "order");
    if ((parcel === undefined) === (order === undefined)) {
      const hint = "Give CARRIER/WAYBILL, or --order PLATFORM/NUMBER.";
      throw usageError("ONE_OF_TWO", "A way is that of a parcel or of an order.", hint);
    }
    const named = parcel === undefined ? orderOf(order!) : parcelNamed(parcel);
    const json = await wayOf(session, named);
    if (json === undefined) {
      const hint = "Compare code and number; upper and lower case differ.";
      const message = `Nobody has spoken of ${parcel ?? order}.`;
      throw new CliError("UNKNOWN_PARCEL", message, hint);
    }
    return { json, text: await parcelTables(session, json) };
  },
});

/** All pages as one. */
async function wayOf(session: Session, named: JsonObject): Promise<JsonObject | undefined> {
  const path: Json[] = [];
  let after: Json = null;
  for (;;) {
    const answer = await session.call("customs_track", { ...named, after, limit: 100 });
    if (answer === null) return undefined;
    const page = objectOf(answer, "customs_track");
    path.push(...listOf(page["path"], "path"));
    after = page["next"] ?? null;
    if (after === null) return { ...page, path };
  }
}

function orderOf(text: string): { ebpCode: string; orderNo: string } {
  const [ebpCode = "", ...rest] = text.split("/");
  if (rest.length > 0) return { ebpCode, orderNo: rest.join("/") };
  const hint = "Write the platform's code and its number: 440196000P/O-1.";
  throw usageError("ORDER_FORMAT", `"${text}" names no order.`, hint);
}
