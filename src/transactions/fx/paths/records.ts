import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";

/** How many exchanges a path has at most. */
export const HOPS_MAX = 4;

/** One exchange of a path: into which asset, and by what. */
export const hop = field.record({
  asset: field.asset(),
  /** A firm quote to the payer; the two assets' book, if absent. */
  quote: field.optional(field.hash()),
  /** The worst price that is taken in the book, in ticks of its pair; any, if absent. */
  worst: field.optional(field.uint(32)),
});
export type Hop = ValueOf<typeof hop>;
export const path = field.list(hop, HOPS_MAX, 1);

/** What an exchange of a path came to. */
export const leg = field.record({
  gave: field.amount(),
  got: field.amount(),
  /** Offers that were filled, whole or in part; 0 of a quote. */
  fills: field.uint(16),
  /** How much of what was given was too little to get anything: it went to the last offer's maker (docs/domain section 2). */
  residue: field.uint64(),
  residueTo: field.optional(field.account()),
});
export type Leg = ValueOf<typeof leg>;
export const legs = field.list(leg, HOPS_MAX, 1);
