import { listOf, objectOf, textOf } from "../ledger.ts";
import type { Actor } from "./actor.ts";

/** The id that the one operation of a transaction gave what it made, under the name that its result has for it. */
export async function idInReceipt(
  { session }: Actor,
  transaction: string,
  name = "id",
): Promise<Uint8Array> {
  const status = objectOf(await session.call("tx_get", { id: transaction }), "status");
  const [first] = listOf(objectOf(status["receipt"], "receipt")["results"], "results");
  const result = objectOf(objectOf(first, "result")["result"], "result");
  return Uint8Array.from(Buffer.from(textOf(result[name], name), "hex"));
}
