import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import {
  RATE_VERSIONS,
  refundRateRecord,
  refundRates,
  refundRateVersions,
  refundRateVersion,
  WHOLE,
} from "./rates.ts";

const AHEAD_MS_MAX = 1_096 * 86_400_000;

/** trade.refund.rate.set: an authority states how much of the tax of a heading's goods is refunded, and from when on. */
export const setRefundRate = defineOperation({
  tag: 0x0560,
  name: "trade.refund.rate.set",
  since: 9,
  summary: "Sets the export refund rate of a tariff heading from a coming time on.",
  signatories: ["customs", "tax"],
  threshold: "medium",
  body: field.record({
    country: refundRateRecord.shape.country,
    heading: refundRateRecord.shape.heading,
    /** In hundredths of a per cent. Goods that get nothing back have 0. */
    rate: refundRateVersion.shape.rate,
    /** Milliseconds UTC. */
    effectiveFromMs: field.count(),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownCountryFailures,
    RATE_OUT_OF_RANGE: "A refund rate is in hundredths of a per cent, at most 10000.",
    EFFECTIVE_IN_PAST:
      "The time has passed, and what was released since then keeps its rate. Choose a coming one.",
    EFFECTIVE_TOO_FAR: "The time lies more than three years ahead. Set the rate closer to it.",
    NOT_AFTER_LAST:
      "A rate that begins then or later is set already. Read the heading's rates and choose a later time.",
    TOO_MANY_SCHEDULED: "Eight versions wait to come into force. Wait until the first of them has.",
  },
  keys: ({ body }) => [refundRates.key(body.country, body.heading)],
  check: ({ body }) => (body.rate > WHOLE ? "RATE_OUT_OF_RANGE" : undefined),
  apply({ source, body, timeMs, height }, ledger) {
    const { country, heading, rate, effectiveFromMs } = body;
    if (!isOwnCountry(ledger, source, country)) return fail("NOT_YOUR_COUNTRY");
    if (effectiveFromMs <= timeMs) return fail("EFFECTIVE_IN_PAST");
    if (effectiveFromMs > timeMs + AHEAD_MS_MAX) return fail("EFFECTIVE_TOO_FAR");
    const before = refundRates.read(ledger, country, heading)?.recent ?? [];
    const last = before.at(-1);
    if (last !== undefined && effectiveFromMs <= last.effectiveFromMs) {
      return fail("NOT_AFTER_LAST");
    }
    const scheduled = before.filter((one) => one.effectiveFromMs > timeMs);
    if (scheduled.length >= RATE_VERSIONS / 2) return fail("TOO_MANY_SCHEDULED");
    const version = (last?.version ?? 0) + 1;
    const added = { version, rate, effectiveFromMs, by: source, height };
    const recent = [...before, added].slice(-RATE_VERSIONS);
    refundRates.write(ledger, { country, heading, recent }, country, heading);
    refundRateVersions.write(ledger, added, country, heading, version);
    return done({ version });
  },
});
