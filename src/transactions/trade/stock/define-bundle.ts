import { field } from "../../../primitives/fields/index.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { commodities, itemNo } from "../../customs/commodities/records.ts";
import { enterpriseCode } from "../../customs/codes.ts";
import { ownEnterprise, ownEnterpriseFailures } from "../../customs/enterprises/own.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import {
  type BundlePart,
  bundlePart,
  type BundleRecord,
  bundles,
  bundleVersions,
  PARTS_MAX,
  RECENT_VERSIONS,
  SCHEDULED_MAX,
  validity,
} from "./bundles.ts";
import { areOnRecord, goodsFailures } from "./standing.ts";

/** trade.bundle.define: a merchant says which articles a bundle or promotion package is, and from when on. */
export const defineBundle = defineOperation({
  tag: 0x0528,
  name: "trade.bundle.define",
  since: 9,
  summary: "A merchant defines a bundle of articles, or its next version.",
  signatories: ["merchant", "enterprise"],
  threshold: "medium",
  body: field.record({
    merchant: enterpriseCode,
    bundleNo: itemNo,
    ...validity,
    parts: field.list(bundlePart, PARTS_MAX, 1),
  }),
  result: field.record({ version: field.uint(32) }),
  failures: {
    ...ownEnterpriseFailures,
    COMMODITY_NOT_ACTIVE: goodsFailures.COMMODITY_NOT_ACTIVE,
    PART_REPEATED: "Name each article of a bundle once, with how much of it there is.",
    ZERO_QUANTITY: "A part has no quantity. Leave it out, or say how much one bundle has of it.",
    NO_WEIGHT:
      "At least one part has a weight, so that the price can be shared out; a gift has none.",
    ENDS_BEFORE_IT_BEGINS: "The end lies before the beginning. Both are milliseconds UTC.",
    NUMBER_TAKEN:
      "An article of the merchant has this number. Give the bundle one that no article has.",
    NOT_AFTER_LAST:
      "A version begins later than the one before it. Choose a later beginning, or end the bundle first.",
    TOO_MANY_SCHEDULED:
      "Eight versions are ahead already. Wait until one begins, or end the bundle and define it anew.",
  },
  keys: ({ body }) => [
    bundles.key(body.merchant, body.bundleNo),
    enterprises.key(body.merchant),
    ...body.parts.map((part) => commodities.key(body.merchant, part.itemNo)),
  ],
  check: ({ body: { parts, from, until } }) =>
    whyNotParts(parts) ??
    (until !== undefined && until < from ? "ENDS_BEFORE_IT_BEGINS" : undefined),
  apply({ source, body, height, timeMs }, ledger) {
    const { merchant, bundleNo, from, until, parts } = body;
    const owner = ownEnterprise(ledger, source, merchant, "merchant");
    if (typeof owner === "string") return fail(owner);
    const before = bundles.read(ledger, merchant, bundleNo);
    const code = whyNotGoods(ledger, body) ?? whyNotNext(before, from, timeMs);
    if (code !== undefined) return fail(code);
    const version = (before?.versions ?? 0) + 1;
    const recent = [...(before?.recent ?? []), { version, from, until }].slice(-RECENT_VERSIONS);
    const key = [merchant, bundleNo] as const;
    bundles.write(ledger, { merchant, bundleNo, versions: version, recent, height }, ...key);
    bundleVersions.write(ledger, { from, until, parts, by: source, height }, ...key, version);
    return done({ version });
  },
});

function whyNotParts(
  parts: readonly BundlePart[],
): "PART_REPEATED" | "ZERO_QUANTITY" | "NO_WEIGHT" | undefined {
  if (new Set(parts.map((part) => part.itemNo)).size < parts.length) return "PART_REPEATED";
  if (parts.some(({ quantity }) => quantity === 0n)) return "ZERO_QUANTITY";
  return parts.every(({ weight }) => weight === 0n) ? "NO_WEIGHT" : undefined;
}

function whyNotGoods(
  ledger: LedgerReader,
  body: {
    readonly merchant: string;
    readonly bundleNo: string;
    readonly parts: readonly BundlePart[];
  },
): "NUMBER_TAKEN" | "COMMODITY_NOT_ACTIVE" | undefined {
  const { merchant, bundleNo, parts } = body;
  if (ledger.has(commodities.key(merchant, bundleNo))) return "NUMBER_TAKEN";
  const articles = parts.map((part) => part.itemNo);
  return areOnRecord(ledger, merchant, articles) ? undefined : "COMMODITY_NOT_ACTIVE";
}

function whyNotNext(
  before: BundleRecord | undefined,
  begins: number,
  timeMs: number,
): "NOT_AFTER_LAST" | "TOO_MANY_SCHEDULED" | undefined {
  const recent = before?.recent ?? [];
  if (recent.some(({ from }) => from >= begins)) return "NOT_AFTER_LAST";
  const ahead = recent.filter(({ from }) => from > timeMs).length;
  return ahead >= SCHEDULED_MAX ? "TOO_MANY_SCHEDULED" : undefined;
}
