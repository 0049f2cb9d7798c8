import { fromHex, fromUtf8 } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { countingPrefix } from "../../transactions/trade/stock/counts.ts";
import {
  type Shelf,
  shelfKey,
  shelves,
  SHELVES,
  shelvesOfPrefix,
} from "../../transactions/trade/stock/records.ts";
import { replenishingPrefix } from "../../transactions/trade/stock/replenish.ts";
import { numberKey } from "../../transactions/entry-key.ts";
import { defineMethod } from "../definition.ts";
import { limitInput, of, optional } from "../inputs.ts";
import { pageOf } from "../page.ts";
import { listOf, nullable, shape, text } from "../schemas.ts";
import { shelfJson, shelfSchema } from "../stock-json.ts";

const waiting = field.choice(["replenishing", "counting"]);
const place = field.text(
  160,
  /^[0-9A-Za-z]+(\/[0-9A-Za-z]+){1,2}$/,
  "must be `next` of the page before",
);

/** trade_stock: what lies where, what of it is free, and what waits for goods or for a decision. */
export const stock = defineMethod({
  name: "trade_stock",
  summary:
    "A shelf, or the shelves of a warehouse, of a merchant, or of an article, with open replenishments and counts; quantities in 0.00001 of the unit.",
  params: {
    warehouse: optional(of(shelfKey.warehouse, "The warehouse's code with customs.")),
    merchant: optional(of(shelfKey.merchant, "The code of the merchant whose goods they are.")),
    itemNo: optional(of(shelfKey.itemNo, "With merchant: only this article.")),
    waiting: optional(
      of(waiting, "Only shelves that wait for goods, or for a decision on a count."),
    ),
    after: optional(of(place, "`next` of the page before.")),
    limit: limitInput,
  },
  result: shape({ shelves: listOf(shelfSchema), next: nullable(text) }),
  errors: {},
  example: { params: { warehouse: "440196000W", merchant: "440196000M" } },
  right: "read",
  refine({ warehouse, merchant, itemNo, waiting: only }) {
    if (warehouse === undefined && merchant === undefined)
      return "must name a warehouse or a merchant";
    if (itemNo === undefined) return undefined;
    if (merchant === undefined) return "must name the merchant whose number itemNo is";
    return only === undefined ? undefined : "must have itemNo or waiting, not both";
  },
  async handle({ after, limit, ...named }, node) {
    const { warehouse, merchant, itemNo } = named;
    if (warehouse !== undefined && merchant !== undefined && itemNo !== undefined) {
      const one = shelves.read(node.ledger, { warehouse, merchant, itemNo });
      return { shelves: one === undefined ? [] : [shelfJson(node.ledger, one)], next: null };
    }
    const { base, within, shelfOf } = placesOf(named);
    const start = after === undefined ? undefined : `${base}${after}`;
    const { entries, isLast } = await pageOf(node, `${base}${within}`, start, limit);
    const rests = entries.map(({ key }) => key.slice(base.length));
    const found = rests
      .map((rest) => shelves.read(node.ledger, shelfOf(rest))!)
      // An enterprise can be warehouse and merchant, and what waits for it as either stands under one code.
      .filter((one) => warehouse !== undefined || one.merchant === merchant);
    const next = isLast ? null : (rests.at(-1) ?? null);
    return { shelves: found.map((one) => shelfJson(node.ledger, one)), next };
  },
});

interface Named {
  readonly warehouse: string | undefined;
  readonly merchant: string | undefined;
  readonly itemNo: string | undefined;
  readonly waiting: "replenishing" | "counting" | undefined;
}

/** Where shelves are found: keys that begin with `base` and `within`, and which shelf is meant by what follows `base` in one. */
function placesOf({ warehouse, merchant, itemNo, waiting: only }: Named): {
  readonly base: string;
  readonly within: string;
  readonly shelfOf: (rest: string) => Shelf;
} {
  if (warehouse === undefined && only === undefined) {
    const within = itemNo === undefined ? "" : `${numberKey(itemNo)}/`;
    return {
      base: shelvesOfPrefix(merchant!),
      within,
      shelfOf: (rest) => ofMerchant(merchant!, rest),
    };
  }
  const of = only === "counting" ? countingPrefix : replenishingPrefix;
  const base = only === undefined ? SHELVES : of(warehouse ?? merchant!);
  if (warehouse === undefined) return { base, within: "", shelfOf: ofPath };
  const within = merchant === undefined ? `${warehouse}/` : `${warehouse}/${merchant}/`;
  return { base, within, shelfOf: ofPath };
}

/** The shelf of a path: warehouse, merchant and article. */
function ofPath(path: string): Shelf {
  const [warehouse, merchant, hex] = path.split("/") as [string, string, string];
  return { warehouse, merchant, itemNo: articleOf(hex) };
}

/** The same of a merchant's index: article and warehouse. */
function ofMerchant(merchant: string, rest: string): Shelf {
  const [hex, warehouse] = rest.split("/") as [string, string];
  return { warehouse, merchant, itemNo: articleOf(hex) };
}

function articleOf(hex: string): string {
  return fromUtf8(fromHex(hex)!)!;
}
