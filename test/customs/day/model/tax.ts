import { Fraction, rate } from "../fraction.ts";
import { LIMITS } from "../world.ts";
import type { ListSaid } from "../words.ts";
import type { Assessed, AssessedLine, Books, Order, Version } from "./books.ts";

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);

/** Dutiable value: price, freight and insurance. */
export function valueOf({ lines, freight, insuredFee }: ListSaid): bigint {
  return sum(lines.map(({ total }) => total)) + freight + insuredFee;
}

export const taxOf = ({ duty, consumption, valueAdded }: AssessedLine): bigint =>
  duty + consumption + valueAdded;
export const taxesOf = ({ lines }: Assessed): bigint => sum(lines.map(taxOf));

/** A single piece of a single article. */
export function isSingle(lines: readonly { readonly quantity: bigint }[]): boolean {
  return lines.length === 1 && lines[0]!.quantity === 100_000n;
}

/** The longest heading that has rates by then. */
function ratesOf(
  books: Books,
  gcode: string,
  timeMs: number,
): (Version & { heading: string }) | undefined {
  for (const digits of [10, 8, 6, 4, 2]) {
    const heading = gcode.slice(0, digits);
    const versions = (books.tariff.get(heading) ?? []).filter(({ fromMs }) => fromMs <= timeMs);
    if (versions.length > 0) return { ...versions[versions.length - 1]!, heading };
  }
  return undefined;
}

/** Whether the buyer may have so much more of the year than its order keeps. */
export function fitsYear(
  books: Books,
  { said: { buyer }, year, reserved }: Pick<Order, "said" | "year" | "reserved">,
  value: bigint,
): boolean {
  const has = buyer === undefined ? { reserved: 0n, used: 0n } : books.year(buyer, year);
  return has.reserved + has.used - reserved + value <= LIMITS.year;
}

/** How an import is taxed; what stands in the way if it cannot be. */
export function assess(
  books: Books,
  list: ListSaid,
  order: Order,
  timeMs: number,
): { readonly assessed: Assessed | undefined; readonly wrong: readonly string[] } {
  const value = valueOf(list);
  const isWithin = value <= LIMITS.transaction;
  const wrong: string[] = [];
  if (!isWithin && !isSingle(list.lines)) wrong.push("TRANSACTION_LIMIT");
  if (!fitsYear(books, order, value)) wrong.push("ANNUAL_LIMIT");
  const found = list.lines.map(({ gcode }) => ratesOf(books, gcode, timeMs));
  // Without rates nobody knows what has to be guaranteed.
  if (found.includes(undefined)) return { assessed: undefined, wrong: [...wrong, "NO_TARIFF"] };
  const values = lineValues(list);
  const lines = found.map((rates, at) => assessLine(values[at]!, rates!, isWithin));
  const assessed: Assessed = { treatment: isWithin ? "within" : "full", lines };
  const owed = taxesOf(assessed);
  const { deposited, committed } = books.guarantees.get(list.assureCode!) ?? {
    ...{ deposited: 0n, committed: 0n },
  };
  if (owed > deposited - committed) wrong.push("GUARANTEE_SHORT");
  return { assessed: wrong.length === 0 ? assessed : undefined, wrong };
}

/** Price, and the line's part of freight and insurance: what the lines up to it have of them, rounded down, less the lines before. */
function lineValues({ lines, freight, insuredFee }: ListSaid): bigint[] {
  const prices = lines.map(({ total }) => total);
  // What costs nothing is alike.
  const weights = sum(prices) === 0n ? prices.map(() => 1n) : prices;
  const upTo = prices.map((_, at) =>
    new Fraction((freight + insuredFee) * sum(weights.slice(0, at + 1)), sum(weights)).down(),
  );
  return prices.map((price, at) => price + upTo[at]! - (upTo[at - 1] ?? 0n));
}

function assessLine(
  value: bigint,
  rates: Version & { heading: string },
  isWithin: boolean,
): AssessedLine {
  const { heading, version } = rates;
  const one = new Fraction(10_000n, 10_000n);
  const [duty, consumption, valueAdded] = [rates.duty, rates.consumption, rates.valueAdded].map(
    rate,
  ) as [...[Fraction, Fraction, Fraction]];
  const rest = rate(10_000 - rates.consumption);
  const price = new Fraction(value);
  const part = new Fraction(LIMITS.percent, 100n);
  // The price with consumption tax in it, of which both taxes are a part.
  const whole = (isWithin ? price.times(part) : price.times(one.plus(duty))).over(rest);
  return {
    ...{ heading, version, value },
    duty: isWithin ? 0n : price.times(duty).rounded(),
    consumption: whole.times(consumption).rounded(),
    valueAdded: whole.times(valueAdded).rounded(),
  };
}

/** What so much of a whole is worth after so much of it before. */
export function part(amount: bigint, whole: bigint, before: bigint, more: bigint): bigint {
  const upTo = (count: bigint): bigint => new Fraction(amount * count, whole).down();
  return upTo(before + more) - upTo(before);
}
