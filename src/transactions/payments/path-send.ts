import { field } from "../../primitives/fields/index.ts";
import { balances } from "../assets/records.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { convertSending } from "../fx/paths/convert.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import {
  endsOf,
  pathBody,
  pathPaymentFailures,
  pathResult,
  payAlong,
  whyNoPath,
  whyNotBegin,
} from "./paths.ts";
import { payments } from "./records.ts";

/** payment.path.send: exactly an amount leaves the payer; the receiver gets another asset, at least so much (docs/domain section 2). */
export const pathSend = defineOperation({
  tag: 0x010b,
  name: "payment.path.send",
  since: 4,
  summary:
    "Sends exactly an amount, which is converted on the way; at least so much arrives, or nothing is done.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  body: field.record({
    ...pathBody,
    send: field.amount(),
    /** The limit on the rate of the whole path. */
    deliverMin: field.amount(),
  }),
  result: pathResult,
  failures: {
    ...pathPaymentFailures,
    BELOW_MINIMUM:
      "Less would arrive than deliverMin. Nothing was done; ask fx_path again, or accept less.",
  },
  keys: ({ source, body }) => [balances.key(source, body.send.asset), payments.key(body.uetr)],
  check({ body: { send, deliverMin, path } }) {
    if (send.minor === 0n || deliverMin.minor === 0n) return "ZERO_AMOUNT";
    return whyNoPath(send.asset, path, deliverMin.asset);
  },
  apply(context, ledger) {
    const { source: account, body, timeMs, height } = context;
    const barred = whyNotBegin(ledger, body);
    if (barred !== undefined) return fail(barred);
    const converted = convertSending(ledger, body.send, body.path, { account, timeMs, height });
    if (!converted.ok) return fail(converted.code);
    const [sent, delivered] = endsOf(converted.legs);
    if (delivered.minor < body.deliverMin.minor) return fail("BELOW_MINIMUM");
    const unpaid = payAlong(context, ledger, converted.legs);
    if (unpaid !== undefined) return fail(unpaid);
    return done({ sent, delivered, legs: [...converted.legs] });
  },
});
