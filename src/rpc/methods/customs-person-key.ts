import { personKeyRecord, personKeys } from "../../transactions/customs/persons/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_personKey: what a member verifies the answers of customs_evaluate with. */
export const personKey = defineMethod({
  name: "customs_personKey",
  summary:
    "The key under which people are keyed in a country, and its regulator's node; null if it has registered none.",
  params: { country: of(personKeyRecord.shape.country, "ISO 3166-1 alpha-2, like CN.") },
  result: nullable(personKeyRecord.schema),
  errors: {},
  example: { params: { country: "CN" } },
  right: "read",
  handle({ country }, { ledger }) {
    const found = personKeys.read(ledger, country);
    return found === undefined ? null : personKeyRecord.toJson(found);
  },
});
