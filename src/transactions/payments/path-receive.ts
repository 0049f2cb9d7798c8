import { field } from "../../primitives/fields/index.ts";
import { balances } from "../assets/records.ts";
import { defineOperation } from "../definition.ts";
import { LOOKS_MAX } from "../fx/book/matching.ts";
import { convertReceiving } from "../fx/paths/convert.ts";
import { MONEY_ROLES } from "../money-roles.ts";
import { pathBody, pathPaymentFailures, pathResult, payAlong, whyNoPath } from "./paths.ts";
import { payments } from "./records.ts";

/** payment.path.receive: exactly an amount arrives; the payer gives another asset for it, at most so much (docs/domain section 2). */
export const pathReceive = defineOperation({
  tag: 0x010c,
  name: "payment.path.receive",
  since: 4,
  summary:
    "Delivers exactly an amount, converted from another asset; at most so much is sent, or nothing is done.",
  signatories: MONEY_ROLES,
  threshold: "medium",
  looks: LOOKS_MAX,
  body: field.record({
    ...pathBody,
    /** The limit on the rate of the whole path. */
    sendMax: field.amount(),
    deliver: field.amount(),
  }),
  result: pathResult,
  failures: {
    ...pathPaymentFailures,
    ABOVE_MAXIMUM:
      "More would have to be sent than sendMax. Nothing was done; ask fx_path again, or allow more.",
  },
  keys: ({ source, body }) => [balances.key(source, body.sendMax.asset), payments.key(body.uetr)],
  check({ body: { sendMax, deliver, path } }) {
    if (sendMax.minor === 0n || deliver.minor === 0n) return "ZERO_AMOUNT";
    return whyNoPath(sendMax.asset, path, deliver.asset);
  },
  apply(context, ledger) {
    const { body } = context;
    return payAlong(
      context,
      ledger,
      (payer) => convertReceiving(ledger, body.sendMax.asset, body.path, body.deliver.minor, payer),
      (sent) => (sent.minor > body.sendMax.minor ? "ABOVE_MAXIMUM" : undefined),
    );
  },
});
