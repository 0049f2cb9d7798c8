/** A fraction of a minor unit, as it is worked out by hand, and what it is rounded to: halves upwards. */
export type Worked = readonly [numerator: bigint, denominator: bigint, rounded: bigint];

const NOTHING: Worked = [0n, 1n, 0n];

export interface TaxCase {
  readonly what: string;
  readonly value: bigint;
  /** Hundredths of a per cent. */
  readonly rates: {
    readonly duty: number;
    readonly consumption: number;
    readonly valueAdded: number;
  };
  readonly treatment: "within" | "full";
  readonly percent: bigint;
  readonly duty: Worked;
  readonly consumption: Worked;
  readonly valueAdded: Worked;
}

type Rates = readonly [duty: number, consumption: number, valueAdded: number];
type Owed = Partial<Record<"duty" | "consumption" | "valueAdded", Worked>>;

const row =
  (treatment: "within" | "full", percent: bigint) =>
  (what: string, value: bigint, [duty, consumption, valueAdded]: Rates, owed: Owed): TaxCase => {
    const nothing = { duty: NOTHING, consumption: NOTHING, valueAdded: NOTHING };
    const rates = { duty, consumption, valueAdded };
    return { what, value, rates, treatment, percent, ...nothing, ...owed };
  };
const within = row("within", 70n);
const full = row("full", 70n);

const VAT = [500, 0, 1_300] as const;
const LUXURY = [1_000, 1_500, 1_300] as const;

/** Within the limits: v × vat/(1 − ct) × 70 % and v × ct/(1 − ct) × 70 %, duty nothing (docs/domain section 4, tax). */
export const WITHIN: readonly TaxCase[] = [
  within("9.1 % of 1,000.00", 100_000n, VAT, { valueAdded: [100_000n * 91n, 1_000n, 9_100n] }),
  // 23.0588…% of 1,000.00 is 230.588…
  within("23.0588…% of 1,000.00", 100_000n, LUXURY, {
    consumption: [100_000n * 15n * 7n, 85n * 10n, 12_353n], // 12352.94…
    valueAdded: [100_000n * 13n * 7n, 85n * 10n, 10_706n], // 10705.88…
  }),
  within("206.66", 20_666n, VAT, { valueAdded: [20_666n * 13n * 7n, 1_000n, 1_881n] }), // 1880.606
  within("nothing", 0n, LUXURY, {}),
  within("one fen", 1n, VAT, { valueAdded: [91n, 1_000n, 0n] }), // 0.091
  within("the most that owes nothing", 5n, VAT, { valueAdded: [455n, 1_000n, 0n] }), // 0.455
  within("the least that owes something", 6n, VAT, { valueAdded: [546n, 1_000n, 1n] }), // 0.546
  within("a half", 500n, VAT, { valueAdded: [45_500n, 1_000n, 46n] }), // 45.5
  within("a half less a little", 499n, VAT, { valueAdded: [45_409n, 1_000n, 45n] }), // 45.409
  within("another half", 1_500n, VAT, { valueAdded: [136_500n, 1_000n, 137n] }), // 136.5
  within("halves of both taxes", 20n, [0, 2_000, 2_000], {
    consumption: [20n * 20n * 7n, 80n * 10n, 4n], // 3.5
    valueAdded: [20n * 20n * 7n, 80n * 10n, 4n],
  }),
  within("a half of consumption tax alone", 20n, [0, 2_000, 1_300], {
    consumption: [20n * 20n * 7n, 80n * 10n, 4n], // 3.5
    valueAdded: [20n * 13n * 7n, 80n * 10n, 2n], // 2.275
  }),
  within("the limit of a transaction", 500_000n, VAT, {
    valueAdded: [500_000n * 91n, 1_000n, 45_500n],
  }),
  within("9 %", 33_333n, [0, 0, 900], { valueAdded: [33_333n * 9n * 7n, 1_000n, 2_100n] }), // 2099.979
  within("no tax at all", 499_999n, [2_500, 0, 0], {}),
  within("6.5 %", 777n, [0, 0, 650], { valueAdded: [777n * 65n * 7n, 10_000n, 35n] }), // 35.3535
  within("consumption tax alone", 10_001n, [0, 1_000, 0], {
    consumption: [10_001n * 10n * 7n, 90n * 10n, 778n], // 777.855…
  }),
  within("consumption tax of 56 %", 8_888n, [0, 5_600, 1_300], {
    consumption: [8_888n * 56n * 7n, 44n * 10n, 7_918n], // 7918.4
    valueAdded: [8_888n * 13n * 7n, 44n * 10n, 1_838n], // 1838.2
  }),
  within("consumption tax of 99.99 %", 1n, [0, 9_999, 1_300], {
    consumption: [9_999n * 7n, 10n, 6_999n], // 6999.3
    valueAdded: [1_300n * 7n, 10n, 910n],
  }),
  row("within", 100n)("all of it", 20_666n, VAT, { valueAdded: [20_666n * 13n, 100n, 2_687n] }), // 2686.58
  row("within", 0n)("nothing of it", 20_666n, LUXURY, {}),
  row("within", 35n)("35 % of it", 20_000n, LUXURY, {
    consumption: [20_000n * 15n * 35n, 85n * 100n, 1_235n], // 1235.29…
    valueAdded: [20_000n * 13n * 35n, 85n * 100n, 1_071n], // 1070.58…
  }),
  row("within", 50n)("a half of a half", 100n, [0, 0, 1_300], {
    valueAdded: [100n * 13n, 200n, 7n],
  }), // 6.5
  row("within", 1n)("1 % of it", 384n, [0, 0, 1_300], { valueAdded: [384n * 13n, 10_000n, 0n] }), // 0.4992
];

/** A single article above the limit: v × duty, (v + duty) × ct/(1 − ct) and (v + duty) × vat/(1 − ct), each rounded once. */
export const IN_FULL: readonly TaxCase[] = [
  full("5,000.01", 500_001n, VAT, {
    duty: [500_001n * 5n, 100n, 25_000n], // 25000.05
    valueAdded: [500_001n * 105n * 13n, 10_000n, 68_250n], // 68250.1365
  }),
  full("6,000.00 with all three", 600_000n, LUXURY, {
    duty: [600_000n, 10n, 60_000n],
    consumption: [660_000n * 15n, 85n, 116_471n], // 116470.58…
    valueAdded: [660_000n * 13n, 85n, 100_941n], // 100941.17…
  }),
  full("26,000.00 without duty", 2_600_000n, [0, 0, 1_300], {
    valueAdded: [2_600_000n * 13n, 100n, 338_000n],
  }),
  full("duty alone", 600_001n, [6_500, 0, 0], { duty: [600_001n * 65n, 100n, 390_001n] }), // 390000.65
  full("nothing", 600_001n, [0, 0, 0], {}),
  full("a half of duty", 1n, [5_000, 0, 0], { duty: [1n, 2n, 1n] }),
  // Value-added tax is on 4.5 and not on 3 + 2: 0.585 and not 0.65
  full("tax on duty before it is rounded", 3n, [5_000, 0, 1_300], {
    duty: [3n, 2n, 2n],
    valueAdded: [45n * 13n, 1_000n, 1n],
  }),
  full("the same, where it matters", 33n, [5_000, 0, 1_000], {
    duty: [33n, 2n, 17n], // 16.5
    valueAdded: [495n, 100n, 5n], // 4.95 of 49.5, where 50 would give 5.0
  }),
  full("the same, of a fen", 1n, [5_000, 0, 3_000], {
    duty: [1n, 2n, 1n],
    valueAdded: [15n * 3n, 100n, 0n], // 0.45 of 1.5, where 2 would give 0.6
  }),
  full("a half of value-added tax", 50n, [1_000, 0, 1_000], {
    duty: [50n, 10n, 5n],
    valueAdded: [55n, 10n, 6n], // 5.5
  }),
  full("duty of 1,000 %", 500_001n, [100_000, 0, 1_300], {
    duty: [500_001n * 10n, 1n, 5_000_010n],
    valueAdded: [500_001n * 11n * 13n, 100n, 715_001n], // 715001.43
  }),
  full("consumption tax alone, 20 %", 777_777n, [0, 2_000, 0], {
    consumption: [777_777n * 20n, 80n, 194_444n],
  }), // 194444.25
  // Of percent nothing is seen above the limit.
  row("full", 1n)("as with 70 %", 600_000n, [0, 0, 1_300], {
    valueAdded: [600_000n * 13n, 100n, 78_000n],
  }),
];

/** What is shared out: each share is what those up to it are worth together, rounded down, less those before it. */
export const SHARES: readonly (readonly [
  amount: bigint,
  weights: readonly bigint[],
  shares: readonly bigint[],
])[] = [
  [1_000n, [20_000n, 10_000n], [666n, 334n]], // 666.66…
  [10n, [1n, 1n, 1n], [3n, 3n, 4n]], // 3.33…, 6.66…
  [1n, [1n, 1n], [0n, 1n]], // 0.5
  [0n, [3n, 4n], [0n, 0n]],
  [5n, [0n, 0n, 7n, 0n], [0n, 0n, 5n, 0n]],
  [7n, [1n], [7n]],
  [99n, [1n, 2n, 3n, 4n], [9n, 20n, 30n, 40n]], // 9.9, 29.7, 59.4
  [2n, [1n, 1n, 1n, 1n, 1n], [0n, 0n, 1n, 0n, 1n]], // 0.4, 0.8, 1.2, 1.6
  [12_345n, [499_999n, 1n], [12_344n, 1n]], // 12344.97…
  [12_345n, [1n, 499_999n], [0n, 12_345n]], // 0.02…
];

/** What comes back, part by part, in 0.00001 of a unit: the parts of a line are worth all of it in the end. */
export const PARTS: readonly (readonly [
  amount: bigint,
  parts: readonly bigint[],
  worth: readonly bigint[],
])[] = [
  [1_911n, [100_000n, 100_000n], [955n, 956n]], // 955.5
  [1_911n, [200_000n], [1_911n]],
  [100n, [100_000n, 100_000n, 100_000n], [33n, 33n, 34n]], // 33.33…, 66.66…
  [2n, [1n, 1n, 1n], [0n, 1n, 1n]], // 0.66…, 1.33…
  [0n, [50_000n, 50_000n], [0n, 0n]],
  [182n, [1_098n, 1n, 98_901n], [1n, 1n, 180n]], // 1.99836, 2.00018
  [1n, [99_999n, 1n], [0n, 1n]], // 0.99999
  [1n, [1n, 99_999n], [0n, 1n]], // 0.00001
  [7n, [30_000n, 20_000n, 50_000n], [2n, 1n, 4n]], // 2.1, 3.5
];
