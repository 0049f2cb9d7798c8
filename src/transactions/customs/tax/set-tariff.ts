import { field } from "../../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { isOwnCountry, ownCountryFailures } from "../../rules/own-country.ts";
import { rates, TARIFF_VERSIONS, tariffRecord, tariffs } from "./tariff.ts";

/** 100 %, at which a price that includes consumption tax would have no end. */
const WHOLE = 10_000;
const DUTY_MAX = 100_000;
const AHEAD_MS_MAX = 1_096 * 86_400_000;

/** customs.tariff.set: an authority states the rates of a heading, and from when on they hold. */
export const setTariff = defineOperation({
  tag: 0x0430,
  name: "customs.tariff.set",
  since: 8,
  summary: "Sets duty, value-added and consumption tax of a tariff heading from a coming time on.",
  signatories: ["customs", "tax", "regulator"],
  threshold: "medium",
  body: field.record({
    country: tariffRecord.shape.country,
    heading: tariffRecord.shape.heading,
    ...rates,
    /** Milliseconds UTC. */
    effectiveFromMs: field.count(),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownCountryFailures,
    RATE_OUT_OF_RANGE:
      "Rates are in hundredths of a per cent: duty up to 100000, value-added tax up to 10000, consumption tax under 10000.",
    EFFECTIVE_IN_PAST:
      "The time has passed, and what was taxed since then stays taxed. Choose a coming one.",
    EFFECTIVE_TOO_FAR: "The time lies more than three years ahead. Set the rates closer to it.",
    NOT_AFTER_LAST:
      "Rates that begin then or later are set already. customs_tariff shows them; choose a later time.",
    TOO_MANY_SCHEDULED: "Eight versions wait to come into force. Wait until the first of them has.",
  },
  keys: ({ body }) => [tariffs.key(body.country, body.heading)],
  check({ body: { duty, valueAdded, consumption } }) {
    const isInRange = duty <= DUTY_MAX && valueAdded <= WHOLE && consumption < WHOLE;
    return isInRange ? undefined : "RATE_OUT_OF_RANGE";
  },
  apply({ source, body, timeMs, height }, ledger) {
    const { country, heading, effectiveFromMs } = body;
    if (!isOwnCountry(ledger, source, country)) return fail("NOT_YOUR_COUNTRY");
    if (effectiveFromMs <= timeMs) return fail("EFFECTIVE_IN_PAST");
    if (effectiveFromMs > timeMs + AHEAD_MS_MAX) return fail("EFFECTIVE_TOO_FAR");
    const before = tariffs.read(ledger, country, heading)?.recent ?? [];
    const last = before.at(-1);
    if (last !== undefined && effectiveFromMs <= last.effectiveFromMs) {
      return fail("NOT_AFTER_LAST");
    }
    const scheduled = before.filter((one) => one.effectiveFromMs > timeMs);
    if (scheduled.length >= TARIFF_VERSIONS / 2) return fail("TOO_MANY_SCHEDULED");
    const version = (last?.version ?? 0) + 1;
    const { duty, valueAdded, consumption } = body;
    const added = { version, duty, valueAdded, consumption, effectiveFromMs, by: source, height };
    const recent = [...before, added].slice(-TARIFF_VERSIONS);
    tariffs.write(ledger, { country, heading, recent }, country, heading);
    return done({ version });
  },
});
