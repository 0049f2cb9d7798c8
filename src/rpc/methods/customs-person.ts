import { field } from "../../primitives/fields/index.ts";
import { personKey } from "../../transactions/customs/orders/records.ts";
import { annualUses } from "../../transactions/customs/tax/annual.ts";
import { parameterAt } from "../../transactions/rules/parameter-at.ts";
import { country as countryCode } from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { of, whole } from "../inputs.ts";
import { minor, shape } from "../schemas.ts";

/** customs_person: what a person has used of the year's limit. Only who can ask for the person's key can ask for this. */
export const person = defineMethod({
  name: "customs_person",
  summary:
    "What a person has kept, used and left of a year's limit for cross-border retail; minor units.",
  params: {
    country: of(countryCode, "ISO 3166-1 alpha-2, like CN."),
    person: of(personKey, "The person key, as `portolan customs person-key` gives it."),
    year: whole(1_970, 9_999, "A year of UTC."),
  },
  result: shape({ reserved: minor, used: minor, limit: minor, left: minor }),
  errors: {},
  example: { params: { country: "CN", person: "5e".repeat(32), year: 2026 } },
  right: "read",
  handle({ country, person: key, year }, { ledger, chain }) {
    const found = annualUses.read(ledger, country, key, year);
    const { reserved, used } = found ?? { reserved: 0n, used: 0n };
    const now = chain.head().header.timeMs;
    const { value: limit } = parameterAt(ledger, country, "customs-annual-limit", now);
    const left = limit > reserved + used ? limit - reserved - used : 0n;
    const amount = field.uint64();
    const [a, b, c, d] = [reserved, used, limit, left].map((one) => amount.toJson(one));
    return { reserved: a!, used: b!, limit: c!, left: d! };
  },
});
