import type { Role } from "../../../chain/participant.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { entryKey, pairKey } from "../../entry-key.ts";
import { stored } from "../../stored.ts";

/** Who may give quotes. */
export const MAKER_ROLES: readonly Role[] = [
  "market-maker",
  "liquidity-provider",
  "bank",
  "gateway",
  "settlement-bank",
];

/** So many minor units of what the taker pays for a minor unit of what it gets: num ÷ den, exactly. */
export const rate = field.record({ num: field.uint64(), den: field.uint64() });
export type Rate = ValueOf<typeof rate>;

/** Everything is said from the taker's side: what it pays, what it gets, and which of the two amounts is laid down. */
export const exchange = {
  pays: field.asset(),
  gets: field.asset(),
  fixed: field.choice(["pays", "gets"]),
} as const;

/** A firm quote: its maker has on hold what it may have to give. Used once, whole or within its band. */
export const quoteRecord = field.record({
  id: field.hash(),
  maker: field.account(),
  taker: field.account(),
  ...exchange,
  /** The band of the fixed amount, in minor units. */
  least: field.uint64(),
  most: field.uint64(),
  rate,
  /** The last block time, milliseconds UTC, at which it may be accepted. */
  expiresAt: field.count(),
  /** The same for a held payment that it converts: how long it then stays reserved. As long as it may be accepted, if absent. */
  settleBy: field.optional(field.count()),
  /** What the maker has on hold, in minor units of what the taker gets. */
  reserved: field.uint64(),
  height: field.count(),
  /** The held payment that has it: then it is accepted, and settled or given back with that. */
  payment: field.optional(field.uuid()),
});
export type QuoteRecord = ValueOf<typeof quoteRecord>;

/** How many makers one request asks. */
export const MAKERS_MAX = 8;

/** Somebody asks makers for quotes. */
export const requestRecord = field.record({
  id: field.hash(),
  taker: field.account(),
  ...exchange,
  /** The fixed amount, in minor units. */
  amount: field.uint64(),
  makers: field.list(field.account(), MAKERS_MAX, 1),
  /** The last block time, milliseconds UTC, at which a quote may answer it. */
  answerBy: field.count(),
  height: field.count(),
});
export type RequestRecord = ValueOf<typeof requestRecord>;

const there = field.record({ height: field.count() });

/** By id; there until it is used or its time has passed. */
export const quotes = stored(quoteRecord, entryKey("fx/quote"));
/** By account, its maker's and its taker's, and quote; there as long as the quote. */
export const quotesOf = stored(there, pairKey("fx/quoted"));
/** By id; there until its time has passed. */
export const requests = stored(requestRecord, entryKey("fx/request"));
/** By maker and request; there while the maker has not answered. */
export const asked = stored(there, pairKey("fx/asked"));
