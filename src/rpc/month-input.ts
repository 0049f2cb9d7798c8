import { field } from "../primitives/fields/index.ts";
import { of } from "./inputs.ts";

/** A month of UTC. */
export const monthInput = of(
  field.text(7, /^[0-9]{4}-(0[1-9]|1[0-2])$/, "must be a month, like 2026-11"),
  "Like 2026-11.",
);
