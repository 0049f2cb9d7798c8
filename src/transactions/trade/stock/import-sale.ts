import { encode } from "../../../primitives/fields/codec.ts";
import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import type { LedgerReader } from "../../../state/ledger.ts";
import { currencyCode, enterpriseCode, QUANTITY_ONE } from "../../customs/codes.ts";
import { enterprises } from "../../customs/enterprises/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { articlesOf } from "./expand.ts";
import { reserveStock } from "./levels.ts";
import { salePlatforms } from "./sale-platforms.ts";
import { partiesOf, takeStep } from "./sale-steps.ts";
import { ARTICLES_MAX, type OrderedLine, orderedLines, saleId, saleKey } from "./sales.ts";
import { type SaleLine, sales, salesOf } from "./sales.ts";
import { actsFor, areOnRecord, goodsFailures, isIn } from "./standing.ts";

const body = field.record({
  ...saleKey,
  warehouse: enterpriseCode,
  /** The platform that submits it, or may screen what the merchant submits. */
  platform: field.optional(enterpriseCode),
  currency: currencyCode,
  lines: orderedLines,
});
/** The first protocol version in which a platform needs the merchant's word: what it brings in reserves the merchant's stock. */
const CONSENT_SINCE = 10;
const hashContent = domainHash("portolan trade sale content 1");

/** trade.sale.import: an order of another mall comes to the ledger, once however often it is sent, and waits for screening with its stock reserved. */
export const importSale = defineOperation({
  tag: 0x0530,
  name: "trade.sale.import",
  since: 9,
  summary: "A merchant or platform brings in an order of another mall.",
  signatories: ["merchant", "enterprise", "platform"],
  threshold: "medium",
  direct: true,
  body,
  result: field.record({
    id: field.hash(),
    /** How many articles it is, bundles taken apart. */
    lines: field.uint(8),
  }),
  failures: {
    ...goodsFailures,
    ARTICLE_OR_BUNDLE: "A line names an article or a bundle, and not both.",
    ZERO_QUANTITY: "A line has no quantity. Leave it out, or say how much was ordered.",
    BUNDLE_NOT_WHOLE: "Bundles are sold whole: a multiple of 100000, which is one.",
    NOT_A_PARTY:
      "An order is brought in by its merchant or by the platform that it names, approved and not suspended.",
    CONTENT_DIFFERS:
      "An order of this number came in with other content. trade_sale shows it; give this one another number.",
    PLATFORM_NOT_ALLOWED:
      "The merchant has not let this platform bring in its orders. The merchant sends trade.sale.allow first.",
    PLATFORM_NOT_ACTIVE:
      "The platform is not approved or is suspended. customs_enterprise shows what is in force.",
    WAREHOUSE_NOT_ACTIVE:
      "The warehouse is not approved or is suspended. customs_enterprise shows what is in force.",
    UNKNOWN_BUNDLE:
      "A line's bundle is not sold now. trade_bundles shows what the merchant has defined.",
    TOO_MANY_ARTICLES: "With its bundles taken apart, an order has at most 50 lines. Divide it.",
    OUT_OF_STOCK:
      "Less of an article is free in the warehouse. trade_stock shows it; wait for more or refuse the order at the mall.",
  },
  keys: ({ body: { merchant, mall, externalNo, warehouse } }) => [
    sales.key(saleId(merchant, mall, externalNo)),
    enterprises.key(merchant),
    enterprises.key(warehouse),
  ],
  check: ({ body: { lines } }) => whyNotLines(lines),
  apply({ source, body: sent, timeMs, ...moment }, ledger) {
    const { merchant, mall, externalNo, warehouse, platform, currency, lines: ordered } = sent;
    const asPlatform = !actsFor(ledger, source, merchant, "merchant");
    const isParty =
      !asPlatform || (platform !== undefined && actsFor(ledger, source, platform, "platform"));
    if (!isParty) return fail("NOT_A_PARTY");
    const id = saleId(merchant, mall, externalNo);
    const content = hashContent(encode(body, sent));
    const known = sales.read(ledger, id);
    if (known !== undefined) {
      if (!equalBytes(known.content, content)) return fail("CONTENT_DIFFERS");
      const articles = known.lines.filter(({ insteadOf }) => insteadOf === undefined);
      return done({ id, lines: articles.length });
    }
    const isAllowed = !asPlatform || ledger.has(salePlatforms.key(merchant, platform!));
    if (!isAllowed && moment.protocolVersion >= CONSENT_SINCE) return fail("PLATFORM_NOT_ALLOWED");
    const lines = linesOf(ledger, sent, timeMs);
    if (typeof lines === "string") return fail(lines);
    const acting = { source, timeMs, ...moment };
    const why = { reference: externalNo, ...acting };
    for (const { itemNo, quantity } of lines) {
      const isThere = reserveStock(ledger, { warehouse, merchant, itemNo }, quantity, why);
      if (!isThere) return fail("OUT_OF_STOCK");
    }
    const { height, signers } = moment;
    const sale = {
      ...{ id, merchant, mall, externalNo, warehouse, platform, currency, ordered, content },
      ...{ status: "screening" as const, reason: undefined, lines, by: source, signers },
      ...{ asPlatform, shipments: 0, returns: 0, steps: 0, height, timeMs },
    };
    for (const party of partiesOf(sale)) salesOf.write(ledger, { height }, party, id);
    takeStep(ledger, sale, "import", acting);
    return done({ id, lines: lines.length });
  },
});

function whyNotLines(
  lines: readonly OrderedLine[],
): "ARTICLE_OR_BUNDLE" | "ZERO_QUANTITY" | "BUNDLE_NOT_WHOLE" | undefined {
  for (const { itemNo, bundleNo, quantity } of lines) {
    if ((itemNo === undefined) === (bundleNo === undefined)) return "ARTICLE_OR_BUNDLE";
    if (quantity === 0n) return "ZERO_QUANTITY";
    if (bundleNo !== undefined && quantity % QUANTITY_ONE !== 0n) return "BUNDLE_NOT_WHOLE";
  }
  return undefined;
}

type WhyNot =
  | keyof typeof goodsFailures
  | "PLATFORM_NOT_ACTIVE"
  | "WAREHOUSE_NOT_ACTIVE"
  | "UNKNOWN_BUNDLE"
  | "TOO_MANY_ARTICLES";

/** The articles of an order that nobody has sent yet, or what is not in force of it. */
function linesOf(
  ledger: LedgerReader,
  { merchant, warehouse, platform, lines: ordered }: ValueOf<typeof body>,
  timeMs: number,
): SaleLine[] | WhyNot {
  if (!isIn(ledger, merchant, "merchant")) return "MERCHANT_NOT_ACTIVE";
  if (platform !== undefined && !isIn(ledger, platform, "platform")) return "PLATFORM_NOT_ACTIVE";
  if (!isIn(ledger, warehouse, "warehouse")) return "WAREHOUSE_NOT_ACTIVE";
  const articles = articlesOf(ledger, merchant, ordered, timeMs);
  if (articles === undefined) return "UNKNOWN_BUNDLE";
  if (articles.length > ARTICLES_MAX) return "TOO_MANY_ARTICLES";
  const numbers = articles.map(({ itemNo }) => itemNo);
  if (!areOnRecord(ledger, merchant, numbers)) return "COMMODITY_NOT_ACTIVE";
  const nothing = { shipped: 0n, released: 0n, returned: 0n, refunded: 0n };
  const later = { insteadOf: undefined, returnBy: undefined };
  return articles.map((article) => ({ ...article, ...nothing, ...later }));
}
