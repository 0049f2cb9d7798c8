import { hsCode } from "../../transactions/customs/codes.ts";
import { ratesAt, tariffRecord, tariffs } from "../../transactions/customs/tax/tariff.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { integer, nullable, shape, text } from "../schemas.ts";

/** customs_tariff: the rates of an article now, and the versions of the heading that they stand under. */
export const tariff = defineMethod({
  name: "customs_tariff",
  summary:
    "Rates of an article by its tariff heading, in hundredths of a per cent, and the heading's versions; null if none are in force.",
  params: {
    country: of(tariffRecord.shape.country, "ISO 3166-1 alpha-2, like CN."),
    gcode: of(hsCode, "The article's 10 digits."),
  },
  result: nullable(
    shape({
      ...{ heading: text, version: integer, duty: integer, valueAdded: integer },
      ...{ consumption: integer, versions: tariffRecord.schema },
    }),
  ),
  errors: {},
  example: { params: { country: "CN", gcode: "3304100091" } },
  right: "read",
  handle({ country, gcode }, { ledger, chain }) {
    const found = ratesAt(ledger, country, gcode, chain.head().header.timeMs);
    if (found === undefined) return null;
    const { heading, version, duty, valueAdded, consumption } = found;
    const versions = tariffRecord.toJson(tariffs.read(ledger, country, heading)!);
    return { heading, version, duty, valueAdded, consumption, versions };
  },
});
