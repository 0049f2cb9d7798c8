import { field } from "../../primitives/fields/index.ts";
import { hsCode } from "../../transactions/customs/codes.ts";
import { rateAt, refundRateRecord, refundRates } from "../../transactions/trade/refunds/rates.ts";
import { defineMethod } from "../definition.ts";
import { of, optional } from "../inputs.ts";
import { integer, nullable, shape, text } from "../schemas.ts";

/** trade_refundRate: what an article's export refund is, or was when its list was released, and the versions of the heading that it stands under. */
export const refundRate = defineMethod({
  name: "trade_refundRate",
  summary:
    "Export refund rate of an article at a time by its tariff heading, in hundredths of a per cent, and the heading's last versions; null if none held.",
  params: {
    country: of(refundRateRecord.shape.country, "ISO 3166-1 alpha-2, like CN."),
    gcode: of(hsCode, "The article's 10 digits."),
    timeMs: optional(
      of(field.count(), "Milliseconds UTC; now if left out. Claims go by the release of a list."),
    ),
  },
  result: nullable(
    shape({ heading: text, version: integer, rate: integer, versions: refundRateRecord.schema }),
  ),
  errors: {},
  example: { params: { country: "CN", gcode: "1901109000" } },
  right: "read",
  handle({ country, gcode, timeMs }, { ledger, chain }) {
    const found = rateAt(ledger, country, gcode, timeMs ?? chain.head().header.timeMs);
    if (found === undefined) return null;
    const { heading, version, rate } = found;
    const versions = refundRateRecord.toJson(refundRates.read(ledger, country, heading)!);
    return { heading, version, rate, versions };
  },
});
