import { FieldError } from "../primitives/fields/field.ts";
import type { Input } from "./inputs.ts";

const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** The first millisecond of a UTC day; undefined if the text is none, such as 2026-02-30. */
export function startOfDay(text: string): number | undefined {
  if (!DAY.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00.000Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isDay ? date.getTime() : undefined;
}

/** A moment in time: the start of a UTC day, or milliseconds. */
export function momentInput(description: string): Input<number> {
  return {
    schema: {
      anyOf: [
        { type: "string", pattern: DAY.source },
        { type: "integer", minimum: 0 },
      ],
      description,
    },
    required: true,
    parse(json) {
      const moment = typeof json === "string" ? startOfDay(json) : json;
      if (typeof moment === "number" && Number.isSafeInteger(moment) && moment >= 0) return moment;
      throw new FieldError("must be a day of UTC, like 2026-11-26, or milliseconds");
    },
  };
}
