import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { isOwnCountry, ownCountryFailures } from "./own-country.ts";
import { declarationOf } from "./parameters.ts";
import {
  parameterRecord,
  parameters,
  parameterVersion,
  parameterVersions,
  RECENT_VERSIONS,
  SCHEDULED_MAX,
} from "./records.ts";

/** Versions come one after the other, so that one set by mistake for the year 9999 would be the last. */
const AHEAD_MS_MAX = 1_096 * 86_400_000;

/** parameter.set: a regulator states a value of its country, and from when on it holds. */
export const setParameter = defineOperation({
  tag: 0x0021,
  name: "parameter.set",
  since: 3,
  sinceOf: ({ name }) => declarationOf(name).since,
  summary: "Sets a parameter of a country from a coming time on.",
  signatories: ["regulator"],
  threshold: "medium",
  body: field.record({
    country: parameterRecord.shape.country,
    name: parameterRecord.shape.name,
    value: parameterVersion.shape.value,
    /** Milliseconds UTC. */
    effectiveFromMs: parameterVersion.shape.effectiveFromMs,
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownCountryFailures,
    PARAMETER_OUT_OF_RANGE:
      "The value is below the parameter's least or above its greatest. parameter_list shows both.",
    EFFECTIVE_IN_PAST:
      "The time has passed, and what was judged since then stays judged. Choose a coming one.",
    EFFECTIVE_TOO_FAR: "The time lies more than three years ahead. Set the value closer to it.",
    NOT_AFTER_LAST:
      "A version that begins then or later is set already. parameter_list shows it; choose a later time.",
    TOO_MANY_SCHEDULED:
      "Sixteen versions wait to come into force. Wait until the first of them has.",
  },
  keys: ({ body }) => [parameters.key(body.country, body.name)],
  check({ body: { name, value } }) {
    const { min, max } = declarationOf(name);
    return value < min || value > max ? "PARAMETER_OUT_OF_RANGE" : undefined;
  },
  apply({ source, body, timeMs, height }, ledger) {
    const { country, name, value, effectiveFromMs } = body;
    if (!isOwnCountry(ledger, source, country)) return fail("NOT_YOUR_COUNTRY");
    if (effectiveFromMs <= timeMs) return fail("EFFECTIVE_IN_PAST");
    if (effectiveFromMs > timeMs + AHEAD_MS_MAX) return fail("EFFECTIVE_TOO_FAR");
    const before = parameters.read(ledger, country, name)?.recent ?? [];
    const last = before.at(-1);
    if (last !== undefined && effectiveFromMs <= last.effectiveFromMs) {
      return fail("NOT_AFTER_LAST");
    }
    const scheduled = before.filter((one) => one.effectiveFromMs > timeMs);
    if (scheduled.length >= SCHEDULED_MAX) return fail("TOO_MANY_SCHEDULED");
    const version = (last?.version ?? 0) + 1;
    const added = { version, value, effectiveFromMs, by: source, height };
    const recent = [...before, added].slice(-RECENT_VERSIONS);
    parameters.write(ledger, { country, name, recent }, country, name);
    parameterVersions.write(ledger, added, country, name, version);
    return done({ version });
  },
});
