import { fromHex, toHex } from "../../primitives/bytes.ts";
import { batchId } from "../../transactions/trade/batches/records.ts";
import { CliError, usageError } from "../errors.ts";
import { type JsonObject, objectOf } from "../ledger.ts";
import type { Session } from "../session.ts";

/** The id of a batch as people type it: 64 digits, or PRODUCER/NUMBER like 440196000M/LOT-7. Throws a usage error: BATCH_FORMAT. */
export function batchNamed(text: string): string {
  if (fromHex(text)?.length === 32) return text;
  const slash = text.indexOf("/");
  if (slash > 0 && slash < text.length - 1) {
    return toHex(batchId(text.slice(0, slash), text.slice(slash + 1)));
  }
  const hint = "Write its id, or the producer's code and the number: 440196000M/LOT-7.";
  throw usageError("BATCH_FORMAT", `"${text}" names no batch.`, hint);
}

/** What a method says of the batch that was typed. Throws UNKNOWN_BATCH. */
export async function ofBatch(
  session: Session,
  method: string,
  typed: string,
  params: JsonObject = {},
): Promise<JsonObject> {
  const found = await session.call(method, { batch: batchNamed(typed), ...params });
  if (found !== null) return objectOf(found, method);
  const hint = "Compare code and number with the label; upper and lower case differ.";
  throw new CliError("UNKNOWN_BATCH", `There is no batch ${typed}.`, hint);
}
