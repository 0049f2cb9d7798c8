import { countries } from "./countries.ts";
import { currencies } from "./currencies.ts";
import { customsOffices } from "./customs-offices.ts";
import * as flags from "./flags.ts";
import { returnStatuses } from "./return-statuses.ts";
import type { CodeEntry, CodeTable } from "./table.ts";
import { tradeModes } from "./trade-modes.ts";
import { transportModes } from "./transport-modes.ts";
import { units } from "./units.ts";
import { wrapTypes } from "./wrap-types.ts";

/** Every list of codes that a message draws on, by a name to ask with. */
export const codeTables = {
  ...flags,
  countries,
  currencies,
  customsOffices,
  returnStatuses,
  tradeModes,
  transportModes,
  units,
  wrapTypes,
} as const satisfies Readonly<Record<string, CodeTable>>;

export type CodeTableName = keyof typeof codeTables;

/** What a code stands for; undefined if the table has not got it, which says nothing where the table is incomplete. */
export function codeName(table: CodeTableName, code: string): CodeEntry | undefined {
  return codeTables[table].entries.get(code);
}
