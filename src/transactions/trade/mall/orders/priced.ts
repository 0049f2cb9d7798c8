import { equalBytes } from "../../../../primitives/bytes.ts";
import type { LedgerReader } from "../../../../state/ledger.ts";
import { U64_MAX } from "../../../assets/balance.ts";
import { QUANTITY_ONE } from "../../../customs/codes.ts";
import { commodities } from "../../../customs/commodities/records.ts";
import { inForce } from "../../../customs/filing.ts";
import { LINES_MAX, type OrderRecord } from "../../../customs/orders/records.ts";
import { allocate, partsOf } from "../../stock/bundles.ts";
import {
  buyersPrices,
  type ListingRecord,
  listings,
  PARTS_PER_MILLION,
} from "../listings/records.ts";
import type { MallLine, MallOrder } from "./records.ts";

export const pricedFailures = {
  NOT_LISTED:
    "One of the listings is not offered now, or not on this platform. trade_listings shows what is.",
  LISTED_TWICE: "A listing stands in the order twice. Add the quantities up.",
  LISTINGS_DIFFER: "The listings are not of one asset, sale and arbiter. Place an order for each.",
  QUANTITY_OUT_OF_RANGE:
    "A quantity is nothing, less or more than one order may be of, or no whole number of bundles. trade_listings shows the limits.",
  NO_PRICE: "The listing is for businesses that have a price of their own, and the payer has none.",
  TOO_MANY_LINES: "The order is of more than 25 articles. Place several.",
  AMOUNT_TOO_LARGE: "The price is more than the ledger can count. Order less.",
} as const;
/** The last one is customs' own: only recorded goods are ordered. */
type Failure = keyof typeof pricedFailures | "COMMODITY_NOT_ACTIVE";

/** What was asked for: so much of what is listed under a number. */
export interface Wanted {
  readonly listingNo: string;
  readonly quantity: bigint;
}

export interface Parties {
  readonly ebpCode: string;
  readonly ebcCode: string;
  /** Name of the participant that pays: for prices of its own. */
  readonly buyer: string;
  readonly timeMs: number;
}

/** What an order costs by the listings of now, and what it consists of. */
export interface Priced {
  readonly listing: ListingRecord;
  readonly lines: readonly MallLine[];
  /** The same by article, as customs sees it. */
  readonly articles: OrderRecord["lines"];
  readonly goodsValue: bigint;
  readonly dues: MallOrder["dues"];
}

/** Prices an order; why it cannot be placed so otherwise. */
export function price(
  ledger: LedgerReader,
  wanted: readonly Wanted[],
  parties: Parties,
): Priced | Failure {
  if (new Set(wanted.map(({ listingNo }) => listingNo)).size < wanted.length) {
    return "LISTED_TWICE";
  }
  const all: { readonly listing: ListingRecord; readonly line: MallLine; totals: bigint[] }[] = [];
  for (const one of wanted) {
    const listing = listings.read(ledger, parties.ebcCode, one.listingNo);
    if (listing?.status !== "offered" || listing.ebpCode !== parties.ebpCode) return "NOT_LISTED";
    const priced = priceLine(ledger, listing, one.quantity, parties);
    if (typeof priced === "string") return priced;
    all.push({ listing, ...priced });
  }
  const { listing } = all[0]!;
  if (!all.every((one) => isAlike(one.listing, listing))) return "LISTINGS_DIFFER";
  const goodsValue = all.reduce((sum, { line }) => sum + line.total, 0n);
  if (goodsValue > U64_MAX) return "AMOUNT_TOO_LARGE";
  const articles = articlesOf(ledger, parties.ebcCode, all);
  if (typeof articles === "string") return articles;
  const lines = all.map(({ line }) => line);
  return { listing, lines, articles, goodsValue, dues: duesOf(all) };
}

function isAlike(one: ListingRecord, other: ListingRecord): boolean {
  const { asset, currency, sale, arbiter, payee } = one;
  const isSame = currency === other.currency && sale === other.sale && arbiter === other.arbiter;
  return isSame && equalBytes(asset, other.asset) && equalBytes(payee, other.payee);
}

/** One line, and what its parts cost: of a bundle the price is shared out by their weights, to the minor unit. */
function priceLine(
  ledger: LedgerReader,
  listing: ListingRecord,
  quantity: bigint,
  { ebcCode, buyer, timeMs }: Parties,
): { readonly line: MallLine; readonly totals: bigint[] } | Failure {
  const { listingNo, itemNo, isBundle, least = 1n, most = U64_MAX, sale, warehouse } = listing;
  const isWhole = !isBundle || quantity % QUANTITY_ONE === 0n;
  if (quantity < least || quantity > most || !isWhole) return "QUANTITY_OUT_OF_RANGE";
  const own = buyersPrices.read(ledger, ebcCode, listingNo, buyer);
  const isOwn =
    own !== undefined && quantity >= own.least && (own.until === undefined || timeMs <= own.until);
  if (sale === "B2B" && !isOwn) return "NO_PRICE";
  // A fraction of a minor unit is rounded down, in the buyer's favour.
  const total = ((isOwn ? own.price : listing.price) * quantity) / QUANTITY_ONE;
  if (total > U64_MAX) return "AMOUNT_TOO_LARGE";
  const one = { itemNo, quantity: QUANTITY_ONE, weight: 1n };
  const bundle = isBundle ? partsOf(ledger, ebcCode, itemNo, timeMs) : [one];
  if (bundle === undefined) return "NOT_LISTED";
  const parts = bundle.map((part) => ({ itemNo: part.itemNo, quantity: part.quantity }));
  if (parts.some((part) => countOf(part, quantity) > U64_MAX)) return "AMOUNT_TOO_LARGE";
  const weights = bundle.map(({ weight }) => weight);
  const nothing = { shipped: 0n, cancelled: 0n, returned: 0n };
  const line = { listingNo, quantity, total, warehouse, parts, ...nothing };
  return { line, totals: allocate(total, weights) };
}

/** How much of an article goes with so much of a line, in 0.00001 of its unit. */
export function countOf(part: { readonly quantity: bigint }, ofLine: bigint): bigint {
  return (part.quantity * ofLine) / QUANTITY_ONE;
}

/** The articles of all lines, each once: what customs sees. */
function articlesOf(
  ledger: LedgerReader,
  ebcCode: string,
  all: readonly { readonly line: MallLine; readonly totals: readonly bigint[] }[],
): OrderRecord["lines"] | Failure {
  const found = new Map<string, OrderRecord["lines"][number]>();
  for (const { line, totals } of all) {
    for (const [at, part] of line.parts.entries()) {
      const terms = inForce(commodities.read(ledger, ebcCode, part.itemNo));
      if (terms === undefined) return "COMMODITY_NOT_ACTIVE";
      const before = found.get(part.itemNo);
      const quantity = (before?.quantity ?? 0n) + countOf(part, line.quantity);
      if (quantity > U64_MAX) return "AMOUNT_TOO_LARGE";
      const total = (before?.total ?? 0n) + totals[at]!;
      found.set(part.itemNo, { itemNo: part.itemNo, quantity, unit: terms.unit, total });
    }
  }
  return found.size > LINES_MAX ? "TOO_MANY_LINES" : [...found.values()];
}

/** What others than the merchant get of the price, line by line and rounded down. */
function duesOf(
  all: readonly { readonly listing: ListingRecord; readonly line: MallLine }[],
): MallOrder["dues"] {
  return all.flatMap(({ listing: { shares }, line: { total } }) =>
    shares.map(({ account, partsPerMillion }) => ({
      account,
      minor: (total * BigInt(partsPerMillion)) / PARTS_PER_MILLION,
    })),
  );
}
