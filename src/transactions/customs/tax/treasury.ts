import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";

/** In what and to whom a country's customs taxes are paid. */
export const treasuryRecord = field.record({
  country,
  asset: field.asset(),
  account: field.account(),
  height: field.count(),
});
export type TreasuryRecord = ValueOf<typeof treasuryRecord>;

/** By country. */
export const treasuries = stored(treasuryRecord, (of: string) => `customs/treasury/${of}`);
