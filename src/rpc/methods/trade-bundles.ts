import type { Json } from "../../primitives/fields/field.ts";
import { field } from "../../primitives/fields/index.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import {
  bundlePart,
  type BundleRecord,
  bundleRecord,
  bundles as records,
  bundlesPrefix,
  bundleVersions,
  validity,
} from "../../transactions/trade/stock/bundles.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { integer, listOf, nullable, shape, text } from "../schemas.ts";

const { merchant: code, bundleNo } = bundleRecord.shape;
const version = field.record({ version: field.uint(32), ...validity });
const parts = field.list(bundlePart, 25);

/** trade_bundles: what a merchant sells together, and how a bundle's price is shared out. */
export const bundles = defineMethod({
  name: "trade_bundles",
  summary:
    "A merchant's bundles with their last 16 versions and what is in each; `inForce` is the version that is sold now.",
  params: {
    merchant: of(code, "The merchant's code with customs."),
    bundleNo: optional(of(bundleNo, "Only this one.")),
    after: optional(of(bundleNo, "The bundle after which to go on.")),
    limit: limitInput,
  },
  result: shape({
    bundles: listOf(
      shape({
        ...{ merchant: text, bundleNo: text, versions: integer, inForce: nullable(integer) },
        recent: listOf(
          shape({
            ...{ version: integer, from: integer, until: nullable(integer) },
            parts: parts.schema,
          }),
        ),
      }),
    ),
    next: nullable(text),
  }),
  errors: {},
  example: { params: { merchant: "440196000M" } },
  right: "read",
  async handle({ merchant, bundleNo: one, after, limit }, node) {
    const { ledger } = node;
    const { timeMs } = node.chain.head().header;
    if (one !== undefined) {
      const found = records.read(ledger, merchant, one);
      return {
        bundles: found === undefined ? [] : [bundleJson(ledger, found, timeMs)],
        next: null,
      };
    }
    const start = after === undefined ? undefined : records.key(merchant, after);
    const { entries, isLast } = await pageOf(node, bundlesPrefix(merchant), start, limit);
    const found = entries.map(({ value }) => records.decode(value));
    const next = isLast ? null : (found.at(-1)?.bundleNo ?? null);
    return { bundles: found.map((each) => bundleJson(ledger, each, timeMs)), next };
  },
});

function bundleJson(ledger: LedgerReader, bundle: BundleRecord, nowMs: number): Json {
  const { merchant, bundleNo: no, versions, recent } = bundle;
  const begun = recent.findLast(({ from }) => from <= nowMs);
  const isSold = begun !== undefined && (begun.until === undefined || nowMs <= begun.until);
  return {
    ...{ merchant, bundleNo: no, versions, inForce: isSold ? begun.version : null },
    // `until` is that of the bundle: whoever ends one leaves the version as it was defined.
    recent: recent.map((one) => {
      const defined = bundleVersions.read(ledger, merchant, no, one.version)!;
      return { ...(version.toJson(one) as object), parts: parts.toJson(defined.parts) };
    }),
  };
}
