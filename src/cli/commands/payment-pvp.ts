import { randomUUID } from "node:crypto";

import { transactionId } from "../../chain/transaction.ts";
import { formatAccount } from "../../primitives/account-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { bodyToJson } from "../../rpc/transaction-json.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import { parseTypedAmount, type TypedAmount } from "../amount.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../errors.ts";
import { amountOf } from "../ledger.ts";
import { operationOf } from "../operations.ts";
import { NO_DETAILS, uuidBytes } from "../payment-options.ts";
import { renderTable } from "../render.ts";
import { buildBody } from "../transact.ts";

interface Leg {
  readonly from: string;
  readonly to: string;
  readonly typed: TypedAmount;
}

const LEG = /^(\S+) (\S+) (\S+ \S+)$/;
const LEGS_MAX = 16;

/** Payment versus payment (docs/domain section 2): what everyone pays stands in one transaction, which all payers sign. */
export const paymentPvp = defineCommand({
  usage: "payment pvp <legs...>",
  summary:
    'Payments that happen together or not at all, as a transaction for every payer to sign; each like "alice bob 100.00 USD@gateway-us".',
  async run(session, given) {
    const legs = given.args.map(legOf);
    if (legs.length < 2 || legs.length > LEGS_MAX) {
      const hint = `Give one for each payment, 2 to ${LEGS_MAX}, each in quotation marks.`;
      throw usageError("LEGS", `These are ${legs.length} payments.`, hint);
    }
    const operations = [];
    const rows = [];
    for (const { from, to, typed } of legs) {
      const [payer, payee] = [await session.account(from), await session.account(to)];
      const amount = await amountOf(session, typed);
      const body = { to: payee, amount, uetr: uuidBytes(randomUUID()), ...NO_DETAILS };
      operations.push(operationOf(transfer, body, payer));
      rows.push([from, formatAccount(payer), to, formatAccount(payee), typed.number, typed.asset]);
    }
    const first = await session.account(legs[0]!.from);
    const body = await buildBody(session, operations, first);
    const heads = ["payer", "account", "payee", "account", "amount", "of"];
    session.output.progress(renderTable(heads, rows, ["amount"]));
    const next =
      "Each payer: portolan tx sign FILE --key KEY; then one of them: portolan tx send FILE";
    session.output.progress(`${next}, before ${new Date(body.validUntil).toISOString()}`);
    const json = { id: toHex(transactionId(body)), body: bodyToJson(body), signatures: [] };
    return { json, text: JSON.stringify(json, null, 2) };
  },
});

function legOf(text: string): Leg {
  const match = LEG.exec(text);
  if (match !== null) {
    return { from: match[1]!, to: match[2]!, typed: parseTypedAmount(match[3]!) };
  }
  const hint = 'Write payer, payee and amount: "alice bob 100.00 USD@gateway-us".';
  throw usageError("LEG_FORMAT", `"${text}" is no payment.`, hint);
}
