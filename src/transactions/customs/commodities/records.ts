import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { numberKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";
import { countryCode, documentNumber, enterpriseCode, hsCode, unitCode } from "../codes.ts";
import { filingOf } from "../filing.ts";

/** The merchant's own number of an article (CEB `itemNo`). */
export const itemNo = documentNumber(30);

export const commodityTerms = field.record({
  gcode: hsCode,
  name: field.text(250, /\S/, "must be up to 250 bytes of text"),
  /** Where it was made. */
  origin: countryCode,
  /** In which it is sold, and the one or two of the tariff. */
  unit: unitCode,
  unit1: unitCode,
  unit2: field.optional(unitCode),
  /** GS1: GTIN-8, -12, -13 or -14. */
  barcode: field.optional(
    field.text(14, /^([0-9]{8}|[0-9]{12,14})$/, "must be a GTIN of 8, 12, 13 or 14 digits"),
  ),
});

export const commodityRecord = field.record({
  /** The merchant's code with customs. */
  merchant: enterpriseCode,
  itemNo,
  ...filingOf(commodityTerms),
  height: field.count(),
});
export type CommodityRecord = ValueOf<typeof commodityRecord>;

export function commoditiesPrefix(merchant: string): string {
  return `customs/commodity/${merchant}/`;
}

/** By merchant and article; its number in hexadecimal, since it may hold a slash. */
export const commodities = stored(
  commodityRecord,
  (merchant: string, article: string) => `${commoditiesPrefix(merchant)}${numberKey(article)}`,
);
/** By merchant, article and version: each that was approved. */
export const commodityVersions = stored(
  field.record({ terms: commodityTerms, by: field.account(), height: field.count() }),
  (merchant: string, article: string, version: number) =>
    `customs/commodity-version/${merchant}/${numberKey(article)}/${version}`,
);
