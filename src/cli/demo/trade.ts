import { randomBytes } from "node:crypto";

import { consigneeCommitment } from "../../persons/consignee.ts";
import { documentType, personalDocument } from "../../persons/document.ts";
import type { Layout } from "../devnet/layout.ts";
import { askKeys, registeredKey } from "../persons/ask-keys.ts";
import type { About } from "./customs-documents.ts";
import { freshNumber } from "./customs-port.ts";
import { exportWithRefund } from "./trade-export.ts";
import { type Market, marketOf, openMarket } from "./trade-market.ts";
import { DemoOrder } from "./trade-orders.ts";
import { returnInPart } from "./trade-return.ts";
import { bondedSale } from "./trade-sale.ts";
import { type TradeStep, TradeTrail } from "./trade-trail.ts";

export type TradeDemo = {
  /** Of each trade: what it is called, in which asset its money is, and its steps. */
  readonly trades: { readonly name: string; readonly asset: string; readonly steps: TradeStep[] }[];
  /** The numbers of the orders. */
  readonly orders: string[];
  readonly entryId: string;
};

/** The buyer's number is made up: nobody was born in the year 1880 with this check character. */
const BUYER = personalDocument(documentType("CN-ID"), "110101188001011233");
const CONSIGNEE = { name: "Li Ming", address: "1 Example Road, Guangzhou", telephone: "020 0000" };

/**
 * What a mall, a warehouse, customs and the tax authority do together (docs/domain section 4): a bonded sale in which a partner has a
 * tenth, from listing to delivery; one of which half comes back; an export whose price is converted and whose input tax is paid back.
 */
export async function tradeDemo(
  layout: Layout,
  rpc: string,
  say: (by: string, what: string) => void,
): Promise<TradeDemo> {
  const market = await marketOf(layout, rpc);
  await openMarket(market, (by, what) => say(by.name, what));
  const about = await parcelsOf(market);
  const trailOf = (buyer = market.buyer) =>
    new TradeTrail({ ...market, buyer }, market.payFirm, ({ by, what }) => say(by, what));

  const [sale, returned, exported] = [trailOf(), trailOf(), trailOf(market.importer)];
  const orders = [about("import"), about("import"), about("export")];
  await sale.begin(market.cny);
  await bondedSale(market, sale, new DemoOrder(market, orders[0]!));
  await returned.begin(market.cny);
  await returnInPart(market, returned, new DemoOrder(market, orders[1]!));
  await exported.begin(market.usd);
  const entryId = await exportWithRefund(market, exported, new DemoOrder(market, orders[2]!));
  return {
    trades: [
      { name: "a bonded sale", asset: "CNY", steps: sale.steps },
      { name: "a sale of which half comes back", asset: "CNY", steps: returned.steps },
      { name: "an export", asset: "USD, then CNY", steps: exported.steps },
    ],
    orders: orders.map(({ no }) => `O-${no}`),
    entryId,
  };
}

/** What the documents of a parcel say alike; the buyer's key is asked for once. */
async function parcelsOf({ platform: { session } }: Market) {
  const country = "CN";
  const publicKey = await registeredKey(session, country);
  const [buyer] = await askKeys(session, [BUYER], { country, publicKey });
  return (direction: About["direction"]): About => ({
    ...{ no: freshNumber(), direction },
    buyer: direction === "import" ? buyer : undefined,
    consignee: consigneeCommitment(new Uint8Array(randomBytes(32)), CONSIGNEE),
  });
}
