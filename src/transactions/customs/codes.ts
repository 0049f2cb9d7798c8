import { field } from "../../primitives/fields/index.ts";

/** A customs registration number or a unified social credit code: what `ebpCode`, `payCode`, `logisticsCode` and the like hold. */
export const enterpriseCode = field.text(
  18,
  /^([0-9A-Z]{10}|[0-9A-Z]{18})$/,
  "must be 10 or 18 capital letters and digits",
);

/** A heading of the customs tariff of ten digits. */
export const hsCode = field.text(10, /^[0-9]{10}$/, "must be the 10 digits of a tariff heading");

/** Customs codes of countries, currencies and units: three digits, 142 for both China and its currency. */
const threeDigits = (of: string) =>
  field.text(3, /^[0-9]{3}$/, `must be the 3 digits of the customs code of a ${of}`);
export const countryCode = threeDigits("country");
export const currencyCode = threeDigits("currency");
export const unitCode = threeDigits("unit");

/** A customs office or port. */
export const officeCode = field.text(
  4,
  /^[0-9]{4}$/,
  "must be the 4 digits of a customs office or port",
);

/** A number that an enterprise or an office gives: printable, without spaces at its ends. */
export const documentNumber = (bytesMax: number) =>
  field.text(
    bytesMax,
    /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/,
    `must be 1 to ${bytesMax} printable ASCII characters without spaces at the ends`,
  );

/** Names a message for ever: 36 characters (CEB `guid`). Senders use a UUID in upper case, and some use more letters. */
export const guid = field.text(
  36,
  /^[0-9A-Z_-]{36}$/,
  "must be 36 capital letters, digits, hyphens and underscores, like a UUID in upper case",
);

/** 9610 direct mail, 1210 bonded, 1239 bonded-A, 9710 direct export between businesses, 9810 export to a warehouse overseas. */
export const TRADE_MODES = ["9610", "1210", "1239", "9710", "9810"] as const;
export const tradeMode = field.choice(TRADE_MODES);
export type TradeMode = (typeof TRADE_MODES)[number];

/** Goods lie in a bonded warehouse before they are sold. */
export const BONDED: readonly TradeMode[] = ["1210", "1239"];

export const direction = field.choice(["import", "export"]);
export type Direction = "import" | "export";

export const DIRECTIONS: Readonly<Record<TradeMode, readonly Direction[]>> = {
  "9610": ["import", "export"],
  "1210": ["import", "export"],
  "1239": ["import"],
  "9710": ["export"],
  "9810": ["export"],
};

/** Quantities and weights have five places behind the point (CEB: N19,5): this many make one. */
export const QUANTITY_ONE = 100_000n;

/** China's currency in customs codes: what imports are declared and taxed in. */
export const CNY = "142";
