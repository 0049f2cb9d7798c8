import { formatDay, LAST_DAY, parseDay } from "../civil-day.ts";
import { type Field, FieldError } from "./field.ts";
import { uint } from "./numbers.ts";

/** A day from 1970 to 9999: four bytes, in JSON "2026-10-01". */
export function day(): Field<number> {
  const message = "must be a day from 1970 to 9999, like 2026-10-01";
  const number = uint(32);
  return {
    ...number,
    kind: "day",
    schema: { type: "string", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
    check: (value) =>
      value <= LAST_DAY ? number.check(value) && { path: "", message } : { path: "", message },
    toJson: formatDay,
    fromJson(json) {
      const found = typeof json === "string" ? parseDay(json) : undefined;
      if (found === undefined) throw new FieldError(message);
      return found;
    },
  };
}
