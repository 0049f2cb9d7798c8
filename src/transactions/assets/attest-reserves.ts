import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { assets } from "./records.ts";

/** asset.reserves.attest: an accounting firm says that the issuer's statement is right. It repeats what it attests. */
export const attestReserves = defineOperation({
  tag: 0x001d,
  name: "asset.reserves.attest",
  since: 3,
  summary: "Attests an issuer's statement of its reserves.",
  signatories: ["accounting-firm"],
  threshold: "medium",
  body: field.record({
    asset: field.asset(),
    minor: field.uint64(),
    asOfMs: field.count(),
    report: field.hash(),
  }),
  result: field.record({ asset: field.asset() }),
  failures: {
    UNKNOWN_ASSET: "The asset is not defined. Check code and issuer.",
    NOTHING_STATED:
      "The issuer has published no statement. It does so with asset.reserves.publish.",
    STATEMENT_DIFFERS:
      "The issuer's statement is another: figure, moment or report differ. asset_get shows it.",
    ATTESTED_ALREADY: "The statement is attested. Nothing is left to do.",
  },
  keys: ({ body }) => [assets.key(body.asset)],
  check: () => undefined,
  apply({ source, body }, ledger) {
    const record = assets.read(ledger, body.asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    const { reserves } = record;
    if (reserves === undefined) return fail("NOTHING_STATED");
    const isSame =
      reserves.minor === body.minor &&
      reserves.asOfMs === body.asOfMs &&
      equalBytes(reserves.report, body.report);
    if (!isSame) return fail("STATEMENT_DIFFERS");
    if (reserves.attestedBy !== undefined) return fail("ATTESTED_ALREADY");
    assets.write(ledger, { ...record, reserves: { ...reserves, attestedBy: source } }, body.asset);
    return done({ asset: body.asset });
  },
});
