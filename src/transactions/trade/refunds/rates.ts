import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { heading } from "../../customs/tax/tariff.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";

/** 100 % in hundredths of a per cent, which a rate is at most. */
export const WHOLE = 10_000;

/** How many versions a heading's entry holds: the last ones. At most half of them are ahead. */
export const RATE_VERSIONS = 16;

export const refundRateVersion = field.record({
  /** 1 for the first. */
  version: field.uint(32),
  /** In hundredths of a per cent: 1300 is 13 %. */
  rate: field.uint(16),
  /** Milliseconds UTC. Later than that of the version before. */
  effectiveFromMs: field.count(),
  by: field.account(),
  height: field.count(),
});
export type RefundRateVersion = ValueOf<typeof refundRateVersion>;

export const refundRateRecord = field.record({
  country,
  heading,
  /** Ascending by the time from which they hold. */
  recent: field.list(refundRateVersion, RATE_VERSIONS, 1),
});
export type RefundRateRecord = ValueOf<typeof refundRateRecord>;

export function refundRatesPrefix(of: string): string {
  return `trade/refund-rate/${of}/`;
}
/** By country and heading. */
export const refundRates = stored(
  refundRateRecord,
  (of: string, digits: string) => `${refundRatesPrefix(of)}${digits}`,
);
/** By country, heading and version: each of them, since a claim may come long after the release. */
export const refundRateVersions = stored(
  refundRateVersion,
  (of: string, digits: string, version: number) =>
    `trade/refund-rate-version/${of}/${digits}/${version}`,
);

/** A rate, and where it stands: which heading, which version. */
export interface RateFound {
  readonly heading: string;
  readonly version: number;
  readonly rate: number;
}

/** The refund rate of an article at a time, by the longest heading that had one then; undefined if none had. */
export function rateAt(
  ledger: LedgerReader,
  of: string,
  gcode: string,
  timeMs: number,
): RateFound | undefined {
  for (let digits = 10; digits >= 2; digits -= 2) {
    const found = refundRates.read(ledger, of, gcode.slice(0, digits));
    if (found === undefined) continue;
    const recent = found.recent.findLast((one) => one.effectiveFromMs <= timeMs);
    const one = recent ?? olderAt(ledger, found, timeMs);
    if (one !== undefined) {
      return { heading: found.heading, version: one.version, rate: one.rate };
    }
  }
  return undefined;
}

/** The same among versions that the entry holds no more. Their times ascend, so it is found by halves. */
function olderAt(
  ledger: LedgerReader,
  { country: of, heading: digits, recent }: RefundRateRecord,
  timeMs: number,
): RefundRateVersion | undefined {
  let found: RefundRateVersion | undefined;
  let [from, to] = [1, recent[0]!.version - 1];
  while (from <= to) {
    const version = Math.floor((from + to) / 2);
    const one = refundRateVersions.read(ledger, of, digits, version)!;
    if (one.effectiveFromMs > timeMs) to = version - 1;
    else [found, from] = [one, version + 1];
  }
  return found;
}
