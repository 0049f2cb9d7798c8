import { readFileSync } from "node:fs";

import type { Json } from "../../primitives/fields/field.ts";
import { LetterError } from "../letter-error.ts";
import type { BankRecords } from "./bank-records.ts";

type Named = Readonly<Record<string, Json>>;

/**
 * Records from one JSON file, as an export writes it: {"2025-12-31": {"enterprise-1": {"deposits": {"rows": […]}, …}}}.
 * Throws RECORDS_MALFORMED.
 */
export function fileRecords(path: string): BankRecords {
  const days = namedFrom(JSON.parse(readFileSync(path, "utf8")) as Json, path);
  return {
    async read({ asOf, entity, item }) {
      const entities = namedFrom(days[asOf] ?? {}, asOf);
      const items = namedFrom(entities[entity] ?? {}, entity);
      return items[item] === undefined ? undefined : namedFrom(items[item], item);
    },
    close: () => Promise.resolve(),
  };
}

function namedFrom(json: Json, what: string): Named {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json;
  const hint = 'The file holds {"DAY": {"ENTITY": {"ITEM": {"rows": [...]}}}}.';
  throw new LetterError("RECORDS_MALFORMED", `${what} is no object.`, hint);
}
