import { CliError } from "./errors.ts";
import { type JsonObject, listOf, objectOf, textOf } from "./ledger.ts";
import type { Session } from "./session.ts";

export interface PaymentFound {
  readonly json: JsonObject;
  /** Code and issuer's account. */
  readonly asset: string;
  /** What the receiver got and has not sent back, in minor units. */
  readonly left: bigint;
}

/** The payment of a UETR. Throws UNKNOWN_PAYMENT. */
export async function paymentFound(session: Session, uetr: string): Promise<PaymentFound> {
  const found = await session.call("payment_get", { uetr });
  if (found === null) {
    const hint = "It was not paid on this network. A payment of this UETR can still be sent.";
    throw new CliError("UNKNOWN_PAYMENT", `There is no payment ${uetr}.`, hint);
  }
  const json = objectOf(found, "payment");
  const { asset, minor } = objectOf(json["amount"], "amount");
  const { holding, returns } = json;
  const received = holding === null ? minor : objectOf(holding, "holding")["deliver"];
  const parts = returns === null ? [] : listOf(returns, "returns");
  const returned = parts.map((one) => BigInt(textOf(objectOf(one, "return")["minor"], "minor")));
  const left = returned.reduce((sum, one) => sum - one, BigInt(textOf(received, "deliver")));
  return { json, asset: textOf(asset, "asset"), left };
}
