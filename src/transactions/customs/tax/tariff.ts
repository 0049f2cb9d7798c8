import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";

/** A chapter, heading or sub-heading of the tariff: 2, 4, 6, 8 or 10 digits. The longest that has rates decides. */
export const heading = field.text(
  10,
  /^([0-9]{2}){1,5}$/,
  "must be the first 2, 4, 6, 8 or 10 digits of tariff headings",
);

/** Rates in hundredths of a per cent: 1300 is 13 %. */
export const rates = {
  duty: field.uint(32),
  valueAdded: field.uint(16),
  consumption: field.uint(16),
} as const;
export const ratesRecord = field.record(rates);
export type Rates = ValueOf<typeof ratesRecord>;

/** How many versions an entry holds: the last ones. With at most half of them ahead, the one in force is among them. */
export const TARIFF_VERSIONS = 16;

export const tariffRecord = field.record({
  country,
  heading,
  /** Ascending by the time from which they hold. */
  recent: field.list(
    field.record({
      version: field.uint(32),
      ...rates,
      /** Milliseconds UTC. */
      effectiveFromMs: field.count(),
      by: field.account(),
      height: field.count(),
    }),
    TARIFF_VERSIONS,
    1,
  ),
});
export type TariffRecord = ValueOf<typeof tariffRecord>;

export function tariffsPrefix(of: string): string {
  return `customs/tariff/${of}/`;
}
/** By country and heading. */
export const tariffs = stored(
  tariffRecord,
  (of: string, digits: string) => `${tariffsPrefix(of)}${digits}`,
);

/** Rates, and where they stand: which heading, which version. */
export interface RatesFound extends Rates {
  readonly heading: string;
  readonly version: number;
}

/** The rates of an article at a time; undefined if none are published. */
export function ratesAt(
  ledger: LedgerReader,
  of: string,
  gcode: string,
  timeMs: number,
): RatesFound | undefined {
  for (let digits = 10; digits >= 2; digits -= 2) {
    const found = tariffs.read(ledger, of, gcode.slice(0, digits));
    const version = found?.recent.findLast((one) => one.effectiveFromMs <= timeMs);
    if (found !== undefined && version !== undefined) {
      return { ...version, heading: found.heading };
    }
  }
  return undefined;
}
