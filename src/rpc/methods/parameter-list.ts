import type { Json } from "../../primitives/fields/field.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { parameterAt } from "../../transactions/rules/parameter-at.ts";
import {
  declarationOf,
  PARAMETER_NAMES,
  type ParameterName,
} from "../../transactions/rules/parameters.ts";
import { country, parameters, parameterVersion } from "../../transactions/rules/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { integer, listOf, minor, shape, text, time } from "../schemas.ts";

/** parameter_list: every parameter of regulators, as it holds in a country at the last block's time. */
export const list = defineMethod({
  name: "parameter_list",
  summary: "A country's parameters: what holds now and what is to come; version 0 is the default.",
  params: { country: of(country, "ISO 3166-1 alpha-2.") },
  result: shape({
    country: text,
    timeMs: time,
    parameters: listOf(
      shape({
        name: text,
        unit: text,
        value: minor,
        version: integer,
        ...{ default: minor, min: minor, max: minor },
        summary: text,
        source: text,
        scheduled: listOf(parameterVersion.schema),
      }),
    ),
  }),
  errors: {},
  example: { params: { country: "CN" } },
  right: "read",
  handle({ country: code }, { ledger, chain }) {
    const { timeMs } = chain.head().header;
    const all = PARAMETER_NAMES.map((name) => lineOf(ledger, code, name, timeMs));
    return { country: code, timeMs, parameters: all };
  },
});

function lineOf(ledger: LedgerReader, code: string, name: ParameterName, timeMs: number): Json {
  const { unit, summary, source, ...bounds } = declarationOf(name);
  const { value, version } = parameterAt(ledger, code, name, timeMs);
  const recent = parameters.read(ledger, code, name)?.recent ?? [];
  const scheduled = recent.filter((one) => one.effectiveFromMs > timeMs);
  return {
    name,
    unit,
    value: value.toString(),
    version,
    default: bounds.default.toString(),
    min: bounds.min.toString(),
    max: bounds.max.toString(),
    summary,
    source,
    scheduled: scheduled.map((one) => parameterVersion.toJson(one)),
  };
}
