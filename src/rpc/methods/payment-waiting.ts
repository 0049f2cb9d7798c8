import { fromHex, toHex } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { paymentRecord, payments, waitingPayments } from "../../transactions/payments/records.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, words } from "../schemas.ts";

const uetr = field.uuid();

/** payment_waiting: the held payments that an account must decide on, and the recalls that it must answer. */
export const waiting = defineMethod({
  name: "payment_waiting",
  summary: "Held payments and recalls that wait for an account's decision, by UETR.",
  params: {
    account: accountInput,
    after: optional(of(uetr, "The payment after which to go on.")),
    limit: limitInput,
  },
  result: shape({
    payments: listOf(
      shape({
        /** What is awaited: a decision on a held payment, or the answer to a recall. */
        waitsFor: words("approval", "recall"),
        payment: paymentRecord.schema,
      }),
    ),
    next: nullable(uetr.schema),
  }),
  errors: {},
  example: { params: { account: "bank-sc" } },
  right: "read",
  async handle({ account, after, limit }, node) {
    const prefix = `waiting/${toHex(account)}/`;
    const start = after === undefined ? undefined : waitingPayments.key(account, after);
    const page = await pageOf(node, prefix, start, limit);
    const found = page.entries.flatMap(({ key, value }) => {
      const payment = payments.read(node.ledger, fromHex(key.slice(prefix.length))!);
      if (payment === undefined) return [];
      const { kind } = waitingPayments.decode(value);
      const waitsFor = kind === "payment" ? "approval" : "recall";
      return [{ waitsFor, payment: paymentRecord.toJson(payment) }];
    });
    const last = page.entries.at(-1)?.key.slice(prefix.length);
    const next = page.isLast || last === undefined ? null : uetr.toJson(fromHex(last)!);
    return { payments: found, next };
  },
});
