import type { Rates } from "./words.ts";

/** Who is at the port, and on record with its customs: name, code, what it does. Everybody but merchants is of China. */
export interface Enterprise {
  readonly name: string;
  readonly code: string;
  readonly kinds: readonly string[];
}
export interface Article {
  readonly merchant: string;
  readonly itemNo: string;
  readonly gcode: string;
  readonly origin: string;
  /** In fen, about. */
  readonly price: number;
}

const named = (kind: string, letter: string, count: number, guarantors: number): Enterprise[] =>
  Array.from({ length: count }, (_, at) => ({
    name: `${kind}-${at + 1}`,
    code: `4401960${letter}${String(at + 1).padStart(2, "0")}`,
    kinds: at < guarantors ? [kind, "guarantor"] : [kind],
  }));

export const PLATFORMS = named("platform", "P", 4, 4);
export const MERCHANTS = named("merchant", "M", 8, 2);
export const PAY_FIRMS = named("payment-firm", "F", 3, 0);
export const CARRIERS = named("carrier", "C", 5, 1);
export const WAREHOUSES = named("warehouse", "W", 2, 0);
export const DECLARANTS = named("declarant", "D", 4, 0);
export const ENTERPRISES = [
  ...[...PLATFORMS, ...MERCHANTS, ...PAY_FIRMS, ...CARRIERS, ...WAREHOUSES, ...DECLARANTS],
];
export const GUARANTORS = ENTERPRISES.filter(({ kinds }) => kinds.includes("guarantor"));

/** Offices and others who are no enterprise: name, role, country. */
export const OFFICES = [
  ["customs-gz", "customs", "CN"],
  ["customs-hk", "customs", "HK"],
  ["inspection-gz", "inspection", "CN"],
  ["treasury-cn", "tax", "CN"],
  ["mint-cn", "gateway", "CN"],
] as const;

/** The day begins in the morning of the last of December, so that it ends in another year. */
export const OPENS_MS = Date.UTC(2026, 11, 31, 8);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const MIDNIGHT_MS = Date.UTC(2027, 0, 1);

const rates = (duty: number, valueAdded: number, consumption: number): Rates => ({
  ...{ duty, valueAdded, consumption },
});

/** Headings of the tariff; the longest that fits decides. Those with a time hold from then on. */
export const TARIFF: readonly (readonly [heading: string, Rates, fromMs?: number])[] = [
  ["04", rates(1_000, 900, 0)],
  ["0402", rates(500, 900, 0)],
  ["1806", rates(800, 1_300, 0)],
  ["19", rates(1_000, 1_300, 0)],
  ["190110", rates(500, 1_300, 0)],
  ["19011090", rates(200, 900, 0)],
  ["2106", rates(1_200, 1_300, 0)],
  ["2204", rates(1_400, 1_300, 1_000)],
  ["2208", rates(1_000, 1_300, 2_000)],
  ["3004", rates(0, 300, 0)],
  ["33", rates(650, 1_300, 0)],
  ["3303", rates(300, 1_300, 1_500)],
  ["3304", rates(500, 1_300, 1_500)],
  ["3304990010", rates(500, 1_300, 0)],
  ["42", rates(1_000, 1_300, 0)],
  ["4901", rates(0, 0, 0)],
  ["61", rates(1_600, 1_300, 0)],
  ["6403", rates(2_400, 1_300, 0)],
  ["7113", rates(2_000, 1_300, 500)],
  ["8471", rates(0, 1_300, 0)],
  ["8509", rates(777, 1_300, 0)],
  ["9102", rates(1_234, 1_300, 2_000)],
  ["9503", rates(0, 1_300, 0)],
  ["24", rates(2_500, 1_300, 5_600)],
  // The new year's: one rate is lowered, and cameras have had none before.
  ["3304", rates(100, 1_300, 1_000), MIDNIGHT_MS],
  ["8525", rates(0, 1_300, 0), MIDNIGHT_MS],
];

const GOODS: readonly (readonly [gcode: string, origin: string, price: number])[] = [
  ["0402210000", "601", 18_800],
  ["0405100000", "609", 5_200],
  ["1806320000", "307", 3_990],
  ["1901101000", "601", 22_800],
  ["1901109000", "609", 19_999],
  ["1905310000", "116", 1_250],
  ["2106909090", "502", 15_600],
  ["2204210000", "305", 28_000],
  ["2208200010", "305", 66_600],
  ["3004909099", "116", 8_800],
  ["3303000010", "305", 45_500],
  ["3304100091", "305", 21_700],
  ["3304990010", "133", 9_900],
  ["3304990099", "133", 12_345],
  ["3305100090", "116", 6_001],
  ["3307900000", "305", 7_777],
  ["4202210090", "307", 480_000],
  ["4202310090", "307", 120_033],
  ["4901990000", "303", 4_250],
  ["6110110000", "303", 68_000],
  ["6109100010", "122", 9_050],
  ["6403590010", "307", 99_900],
  ["7113191100", "305", 350_000],
  ["8471300000", "142", 399_900],
  ["8509809000", "304", 33_333],
  ["8525801300", "116", 289_900],
  ["9102110000", "331", 260_000],
  ["9503008900", "304", 17_770],
  ["9503002100", "304", 25_001],
  ["2402200000", "303", 20_500],
  ["3303000020", "307", 88_800],
  ["2106100000", "502", 29_949],
  ["3304300000", "110", 2_000],
  ["6403991000", "122", 45_001],
  ["1806900000", "307", 6_660],
  ["3307200000", "116", 1_999],
];

/** Every merchant has some of the goods, under numbers of its own. */
export const ARTICLES: readonly Article[] = MERCHANTS.flatMap(({ code }, at) =>
  GOODS.filter((_, place) => place % 4 === at % 4 || place % 7 === at).map(
    ([gcode, origin, price], place) => ({
      ...{ merchant: code, itemNo: `ART/${at + 1}-${place}`, gcode, origin, price },
    }),
  ),
);

/** What a transaction and a person's year may be worth, in fen, and how much of two taxes is levied within. */
export const LIMITS = { transaction: 500_000n, year: 2_600_000n, percent: 70n } as const;
/** Days of the rules about time, by docs/domain section 4. */
export const DAYS = {
  order: 90,
  returnApply: 30,
  returnArrive: 45,
  exportReturn: 365,
  taxFrom: 31,
  taxBy: 45,
} as const;
