import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { itemNo } from "../../customs/commodities/records.ts";
import { allot } from "../../customs/tax/assess.ts";
import { numberKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { quantity } from "./records.ts";

/** Articles of one bundle. */
export const PARTS_MAX = 25;

/** What is in one bundle: so much of an article, and what it weighs when the price is shared out. */
export const bundlePart = field.record({ itemNo, quantity, weight: field.uint64() });
export type BundlePart = ValueOf<typeof bundlePart>;

/** From when to when a bundle is sold, both included, milliseconds UTC; without an end until another version begins. */
export const validity = { from: field.count(), until: field.optional(field.count()) } as const;

export const bundleVersion = field.record({
  ...validity,
  parts: field.list(bundlePart, PARTS_MAX, 1),
  by: field.account(),
  height: field.count(),
});

/** With at most half of them ahead, the version that is in force is always among the last ones. */
export const RECENT_VERSIONS = 16;
export const SCHEDULED_MAX = RECENT_VERSIONS / 2;

export const bundleRecord = field.record({
  merchant: enterpriseCode,
  /** The merchant's own number of it, which no article has. */
  bundleNo: itemNo,
  versions: field.uint(32),
  /** The last ones, by their beginnings. */
  recent: field.list(field.record({ version: field.uint(32), ...validity }), RECENT_VERSIONS),
  height: field.count(),
});
export type BundleRecord = ValueOf<typeof bundleRecord>;

export function bundlesPrefix(merchant: string): string {
  return `trade/bundle/${merchant}/`;
}
/** By merchant and number. */
export const bundles = stored(
  bundleRecord,
  (merchant: string, bundleNo: string) => `${bundlesPrefix(merchant)}${numberKey(bundleNo)}`,
);
/** By merchant, number and version: each that was defined. */
export const bundleVersions = stored(
  bundleVersion,
  (merchant: string, bundleNo: string, version: number) =>
    `trade/bundle-version/${merchant}/${numberKey(bundleNo)}/${version}`,
);

/** What is in a bundle by the definition in force at a time; undefined if it is not sold then. Times before its last 16 versions count as such. */
export function partsOf(
  ledger: LedgerReader,
  merchant: string,
  bundleNo: string,
  timeMs: number,
): readonly BundlePart[] | undefined {
  const found = bundles
    .read(ledger, merchant, bundleNo)
    ?.recent.findLast(({ from }) => from <= timeMs);
  if (found === undefined || (found.until !== undefined && timeMs > found.until)) return undefined;
  return bundleVersions.read(ledger, merchant, bundleNo, found.version)!.parts;
}

/** Shares a total out by weights, cumulatively rounded: the parts add up to it to the minor unit. Weights of nothing at all count alike. */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  return allot(total, weights);
}
