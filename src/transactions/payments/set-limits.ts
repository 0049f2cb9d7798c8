import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { accounts, LIMITED_ASSETS_MAX, ownerOf, paymentLimit } from "../participants/records.ts";

/** payment.limits.set: a sponsor says what an account of a participant that it answers for may send. */
export const setLimits = defineOperation({
  tag: 0x0109,
  name: "payment.limits.set",
  since: 3,
  summary: "Sets what a sponsored account may send of an asset per transfer, day and year.",
  signatories: ["wallet", "bank", "settlement-bank", "gateway", "platform", "payment-firm"],
  threshold: "medium",
  body: field.record({ account: field.account(), limit: paymentLimit }),
  result: field.record({ account: field.account() }),
  failures: {
    UNKNOWN_ACCOUNT: "The account is not registered. Check the address.",
    NOT_SPONSOR: "Only the sponsor of its participant limits an account. participant_get names it.",
    TOO_MANY_LIMITS: `An account has limits for ${LIMITED_ASSETS_MAX} assets at most. End another one first.`,
  },
  keys: ({ body }) => [accounts.key(body.account)],
  check: () => undefined,
  apply({ source, body: { account, limit } }, ledger) {
    const record = accounts.read(ledger, account);
    if (record === undefined) return fail("UNKNOWN_ACCOUNT");
    const sponsor = ownerOf(ledger, account)?.sponsor;
    if (sponsor === undefined || sponsor !== ownerOf(ledger, source)?.name) {
      return fail("NOT_SPONSOR");
    }
    const others = (record.limits ?? []).filter((one) => !equalBytes(one.asset, limit.asset));
    const { perTransfer, perDay, perYear } = limit;
    const isNone = perTransfer === undefined && perDay === undefined && perYear === undefined;
    const limits = isNone ? others : [...others, limit];
    if (limits.length > LIMITED_ASSETS_MAX) return fail("TOO_MANY_LIMITS");
    const written = limits.length === 0 ? undefined : limits;
    accounts.write(ledger, { ...record, limits: written }, account);
    return done({ account });
  },
});
