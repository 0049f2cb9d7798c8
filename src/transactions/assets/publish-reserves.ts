import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { checkIssuer, issuerFailures } from "./issuer.ts";
import { assets } from "./records.ts";

/** asset.reserves.publish: the issuer states what it has in reserve; an accounting firm may attest exactly that. */
export const publishReserves = defineOperation({
  tag: 0x001c,
  name: "asset.reserves.publish",
  since: 3,
  summary: "States what the issuer has in reserve for an asset at a moment.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({
    asset: field.asset(),
    /** In the asset's minor units. */
    minor: field.uint64(),
    /** The moment that the figure is of, milliseconds UTC. */
    asOfMs: field.count(),
    /** Hash of the report, which itself travels outside the ledger. */
    report: field.hash(),
  }),
  /** The supply to compare with, as it is now. */
  result: field.record({ minor: field.uint64(), supply: field.uint64() }),
  failures: {
    ...issuerFailures,
    AS_OF_IN_FUTURE: "The moment lies ahead of the block. State what is, not what will be.",
    OLDER_THAN_LAST: "A later statement was published. asset_get shows it.",
  },
  keys: ({ body }) => [assets.key(body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply({ body: { asset, minor, asOfMs, report }, timeMs, height }, ledger) {
    const record = assets.read(ledger, asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    if (asOfMs > timeMs) return fail("AS_OF_IN_FUTURE");
    if (asOfMs < (record.reserves?.asOfMs ?? 0)) return fail("OLDER_THAN_LAST");
    const reserves = { minor, asOfMs, report, attestedBy: undefined, height };
    assets.write(ledger, { ...record, reserves }, asset);
    return done({ minor, supply: record.supply });
  },
});
