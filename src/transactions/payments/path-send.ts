import { field } from "../../primitives/fields/index.ts";
import { balances } from "../assets/records.ts";
import { defineOperation } from "../definition.ts";
import { LOOKS_MAX } from "../fx/book/matching.ts";
import { convertSending } from "../fx/paths/convert.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { pathBody, pathPaymentFailures, pathResult, payAlong, whyNoPath } from "./paths.ts";
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
  looks: LOOKS_MAX,
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
    const { body } = context;
    return payAlong(
      context,
      ledger,
      (payer) => convertSending(ledger, body.send, body.path, payer),
      (_, delivered) => (delivered.minor < body.deliverMin.minor ? "BELOW_MINIMUM" : undefined),
    );
  },
});
