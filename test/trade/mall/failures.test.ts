import { assetId } from "../../../src/primitives/asset-id.ts";
import {
  CODES,
  cny,
  type CustomsLedger,
  merchant,
  MILK,
  mint,
  office,
  ONE,
  payFirm,
  platform,
} from "../../customs/port.ts";
import { settling } from "../../customs/settling.ts";
import { testKey, type TestKey } from "../../keys.ts";
import { uetr } from "../../ledger.ts";
import { walletHk } from "../../transactions/banking.ts";
import {
  type Failure,
  type Failures,
  testFailuresOn,
  type Try,
} from "../../transactions/failures.ts";
import {
  arbiter,
  boxes,
  buyer,
  idOf,
  listing,
  MallLedger,
  milk,
  orderOf,
  partner,
  type Stage,
} from "./mall-ledger.ts";

// Goal: every named failure of a mall's operations is reached (docs/domain section 4).
// Method: the production executor over a state in memory, one block per attempt.

type Fails = Failure<MallLedger>;

const nobody = new Uint8Array(20).fill(9);
const nothing = new Uint8Array(32);
const by =
  (key: TestKey, body: object): Fails[1] =>
  () => [key, body];
/** An order that was taken so far, and what is tried with it. */
const at =
  (stage: Stage, of: Try[0], body: object = {}, prepare?: (ledger: MallLedger) => void): Fails[1] =>
  (ledger) => {
    const order = ledger.taken(stage);
    prepare?.(ledger);
    return [of, { order, ...body }];
  };
const done =
  (of: TestKey, body: object = {}): Fails[1] =>
  (ledger) => {
    const order = ledger.taken("shipped");
    ledger.do(buyer, "trade.order.accept", { order });
    return [of, { order, ...body }];
  };
const cancelled = (of: TestKey, body: object = {}): Fails[1] =>
  at("placed", of, body, (ledger) => {
    ledger.do(platform, "trade.order.cancel", { order: idOf("1"), reason: "FRAUD" });
  });
const unknown = (of: TestKey, body: object = {}): Fails => [
  "UNKNOWN_ORDER",
  by(of, { order: nothing, ...body }),
];
/** Others of the same roles, who have nothing to do with the order. */
const [otherWarehouse, otherMerchant] = [testKey("warehouse-2"), testKey("merchant-2")];

const published = (changes: object = {}, of = merchant): Fails[1] => by(of, listing(changes));
const notListed = { ebcCode: CODES.merchant, listingNo: "SKU-NONE" };
const suspendEnterprise = (ledger: CustomsLedger, code: string): void => {
  const decision = { code, version: 1, decision: "suspend", reason: "OTHER" };
  ledger.do(office, "customs.enterprise.decide", decision);
};
const suspendGoods = (ledger: CustomsLedger, itemNo: string): void => {
  const decision = { version: 1, decision: "suspend", reason: "OTHER" };
  ledger.do(office, "customs.commodity.decide", { merchant: CODES.merchant, itemNo, ...decision });
};
const whileSuspended = (code: string, body: (ledger: MallLedger) => Try): Fails => [
  "ENTERPRISE_NOT_ACTIVE",
  (ledger) => {
    suspendEnterprise(ledger, code);
    return body(ledger);
  },
];

const price = (changes: object = {}) => ({
  ...{ ebcCode: CODES.merchant, listingNo: "SKU-MILK", buyer: buyer.name },
  terms: { price: 1n, least: 1n, until: undefined },
  ...changes,
});

const listings: Failures<MallLedger> = {
  "trade.listing.publish": [
    ["NOT_YOUR_ENTERPRISE", published({ ebcCode: CODES.platform })],
    whileSuspended(CODES.merchant, () => [merchant, listing()]),
    [
      "SHARES_TOO_LARGE",
      published({ shares: [{ account: partner.account, partsPerMillion: 1_000_001 }] }),
    ],
    [
      "SHARES_TWICE",
      published({
        shares: [1, 2].map((partsPerMillion) => ({ account: partner.account, partsPerMillion })),
      }),
    ],
    ["SHARES_OF_B2C", published({ sale: "B2C" })],
    ["LIMITS_CROSSED", published({ least: 2n, most: 1n })],
    ["UNKNOWN_COMMODITY", published({ itemNo: "NONE" })],
    ["UNKNOWN_COMMODITY", published({ isBundle: true })],
    ["PLATFORM_NOT_ACTIVE", published({ ebpCode: CODES.merchant })],
    ["WAREHOUSE_NOT_ACTIVE", published({ warehouse: CODES.platform })],
    ["WRONG_ASSET", published({ currency: "502" })],
    ["WRONG_ASSET", published({ asset: assetId("CNY", platform.account) })],
    ["UNKNOWN_ACCOUNT", published({ shares: [{ account: nobody, partsPerMillion: 1 }] })],
    ["UNKNOWN_ARBITER", published({ arbiter: "nobody-1" })],
    ["ARBITER_IS_PARTY", published({ arbiter: merchant.name })],
  ],
  "trade.listing.withdraw": [
    ["NOT_YOUR_ENTERPRISE", by(merchant, { ...notListed, ebcCode: CODES.platform })],
    whileSuspended(CODES.merchant, () => [merchant, notListed]),
    ["NOT_LISTED", by(merchant, notListed)],
  ],
  "trade.price.set": [
    ["NOT_YOUR_ENTERPRISE", by(merchant, price({ ebcCode: CODES.platform }))],
    whileSuspended(CODES.merchant, () => [merchant, price()]),
    ["NOT_LISTED", by(merchant, price({ listingNo: "SKU-NONE" }))],
    ["UNKNOWN_BUYER", by(merchant, price({ buyer: "nobody-1" }))],
    ["PRICE_ENDED", by(merchant, price({ terms: { price: 1n, least: 1n, until: 1 } }))],
  ],
};

const placed = (bought = [milk()], changes: object = {}): Fails[1] =>
  by(platform, orderOf("1", bought, changes));
/** After something has become so. */
const placedAfter =
  (prepare: (ledger: MallLedger) => void, bought = [milk()], changes: object = {}): Fails[1] =>
  (ledger) => {
    prepare(ledger);
    return [platform, orderOf("1", bought, changes)];
  };
const dear = (changes: object) => (ledger: MallLedger) => {
  ledger.list({ listingNo: "SKU-DEAR", shares: [], ...changes });
};

const placing: Fails[] = [
  ["NOT_YOUR_ENTERPRISE", placed([milk()], { ebpCode: CODES.merchant })],
  whileSuspended(CODES.platform, () => [platform, orderOf("1")]),
  [
    "MESSAGE_REPEATED",
    (ledger) => {
      const first = orderOf("1");
      ledger.do(platform, "trade.order.place", first);
      return [platform, orderOf("2", [milk()], { guid: first.guid })];
    },
  ],
  ["DOCUMENT_EXISTS", placedAfter((ledger) => void ledger.place("1"))],
  ["IMPORT_FIELDS", placed([milk()], { buyer: undefined })],
  ["MERCHANT_NOT_ACTIVE", placedAfter((ledger) => suspendEnterprise(ledger, CODES.merchant))],
  ["COMMODITY_NOT_ACTIVE", placedAfter((ledger) => suspendGoods(ledger, MILK.itemNo))],
  ["TRANSACTION_LIMIT", placed([milk(51n)])],
  [
    "ANNUAL_LIMIT",
    placedAfter(dear({ price: 2_700_000n }), [
      { listingNo: "SKU-DEAR", count: 1n, total: 2_700_000n },
    ]),
  ],
  ["NOT_LISTED", placed([{ listingNo: "SKU-NONE", count: 1n, total: 1n }])],
  [
    "NOT_LISTED",
    placedAfter((ledger) => {
      const key = { ebcCode: CODES.merchant, listingNo: "SKU-MILK" };
      ledger.do(merchant, "trade.listing.withdraw", key);
    }),
  ],
  ["LISTED_TWICE", placed([milk(), milk()])],
  [
    "LISTINGS_DIFFER",
    placedAfter(dear({ sale: "B2C", price: 1n }), [
      milk(),
      { listingNo: "SKU-DEAR", count: 1n, total: 1n },
    ]),
  ],
  ["QUANTITY_OUT_OF_RANGE", placed([{ ...milk(), count: 0n }])],
  [
    "QUANTITY_OUT_OF_RANGE",
    placed([boxes()], { lines: [{ listingNo: "SKU-BOX", quantity: ONE / 2n }] }),
  ],
  [
    "NO_PRICE",
    placedAfter(dear({ sale: "B2B" }), [{ listingNo: "SKU-DEAR", count: 1n, total: 1n }]),
  ],
  [
    "TOO_MANY_LINES",
    (ledger) => {
      const bought = [0, 1].map((no) => {
        const parts = Array.from({ length: 13 }, (_, at) => `ITEM-${no}-${at}`);
        for (const itemNo of parts) ledger.recordGoods({ ...MILK, itemNo });
        const bundle = { merchant: CODES.merchant, bundleNo: `BUNDLE-${no}`, from: 1 };
        ledger.do(merchant, "trade.bundle.define", {
          ...{ ...bundle, until: undefined },
          parts: parts.map((itemNo) => ({ itemNo, quantity: ONE, weight: 1n })),
        });
        const listingNo = `SKU-${no}`;
        ledger.list({ listingNo, itemNo: bundle.bundleNo, isBundle: true, price: 1n });
        return { listingNo, count: 1n, total: 1n };
      });
      return [platform, orderOf("1", bought)];
    },
  ],
  [
    "AMOUNT_TOO_LARGE",
    placedAfter(dear({ price: 2n ** 63n }), [{ listingNo: "SKU-DEAR", count: 2n, total: 1n }]),
  ],
  ["PRICE_CHANGED", placed([milk()], { goodsValue: 19_999n })],
  ["DISCOUNT_TOO_LARGE", placed([milk()], { discount: 19_001n })],
  ["UNKNOWN_ACCOUNT", placed([milk()], { payer: nobody })],
  ["PAY_FIRM_NOT_ACTIVE", placed([milk()], { payCode: CODES.platform })],
  ["PAYER_KEEPS_ESCROW", placed([milk()], { payer: payFirm.account })],
  // Sold but for one: nobody buys two.
  [
    "OUT_OF_STOCK",
    (ledger) => {
      for (const no of ["2", "3"]) ledger.place(no, [milk(49n)], { buyer: nobody32(no) });
      ledger.place("4", [milk(1n)]);
      return [platform, orderOf("1")];
    },
  ],
];
function nobody32(of: string): Uint8Array {
  return new Uint8Array(32).fill(Number(of));
}

const pay = () => ({ uetr: uetr() });
/** A limit of the issuer or of the payer's sponsor, met by an order that costs more. */
const limited = (code: string, limits: object): Fails => [
  code,
  at("placed", buyer, pay(), (ledger) => {
    const none = { perHolder: undefined, perTransfer: undefined };
    ledger.do(mint, "asset.limits.set", { asset: cny, limits: { ...none, ...limits } });
  }),
];
const carol = testKey("carol");
const sponsored = (code: string, limits: object): Fails => [
  code,
  (ledger) => {
    ledger.sponsor(walletHk, carol);
    ledger.do(mint, "asset.holder.authorise", { asset: cny, holder: carol.account });
    const none = { perTransfer: undefined, perDay: undefined, perYear: undefined };
    const limit = { asset: cny, ...none, ...limits };
    ledger.do(walletHk, "payment.limits.set", { account: carol.account, limit });
    return [carol, { order: ledger.place("1", [milk()], { payer: carol.account }), ...pay() }];
  },
];
const paying: Fails[] = [
  unknown(buyer, pay()),
  ["ALREADY_PAID", at("paid", buyer, pay())],
  ["ORDER_DONE", done(buyer, pay())],
  ["ORDER_CANCELLED", cancelled(buyer, pay())],
  ["NOT_YOUR_ORDER", at("placed", partner, pay())],
  [
    "NOTHING_TO_PAY",
    (ledger) => {
      ledger.list({ listingNo: "SKU-GIFT", price: 0n });
      const free = { freight: 0n, discount: 0n };
      const order = ledger.place("1", [{ listingNo: "SKU-GIFT", count: 1n, total: 0n }], free);
      return [buyer, { order, ...pay() }];
    },
  ],
  ...settling<MallLedger>(
    (ledger) => ({ order: ledger.taken("placed"), ...pay() }),
    buyer,
    payFirm,
  ),
  limited("TRANSFER_LIMIT", { perTransfer: 1n }),
  limited("DAY_LIMIT", { perDay: 1n }),
  sponsored("SPONSOR_TRANSFER_LIMIT", { perTransfer: 1n }),
  sponsored("SPONSOR_DAY_LIMIT", { perDay: 1n }),
  sponsored("SPONSOR_YEAR_LIMIT", { perYear: 1n }),
];

const sent = (changes: object = {}) => ({
  ...{ logisticsCode: CODES.carrier, logisticsNo: "W-1", lines: [{ line: 0, quantity: ONE }] },
  ...changes,
});
const shipping: Fails[] = [
  unknown(merchant, sent()),
  ["NOT_PAID", at("placed", merchant, sent())],
  ["ALREADY_SHIPPED", at("shipped", merchant, sent())],
  ["ORDER_DONE", done(merchant, sent())],
  ["ORDER_CANCELLED", cancelled(merchant, sent())],
  ["NOT_YOUR_GOODS", at("paid", otherWarehouse, sent())],
  [
    "LINE_TWICE",
    at("paid", merchant, sent({ lines: [0, 0].map((line) => ({ line, quantity: ONE })) })),
  ],
  ["UNKNOWN_LINE", at("paid", merchant, sent({ lines: [{ line: 1, quantity: ONE }] }))],
  ["MORE_THAN_ORDERED", at("paid", merchant, sent({ lines: [{ line: 0, quantity: 3n * ONE }] }))],
  ["MORE_THAN_ORDERED", at("paid", merchant, sent({ lines: [{ line: 0, quantity: 0n }] }))],
  ["UNKNOWN_WAYBILL", at("shipping", merchant, sent({ logisticsNo: "W-NONE" }))],
  [
    "TOO_MANY_PARCELS",
    (ledger) => {
      const order = ledger.place("1", [milk(20n)]);
      ledger.payFor("1");
      ledger.clear("1");
      for (let no = 1; no <= 8; no++) {
        if (no > 1) ledger.waybill(`1${no}`);
        const logisticsNo = no === 1 ? "W-1" : `W-1${no}`;
        ledger.do(merchant, "trade.order.ship", { order, ...sent({ logisticsNo }) });
      }
      ledger.waybill("19");
      return [merchant, { order, ...sent({ logisticsNo: "W-19" }) }];
    },
  ],
  ["NOT_RELEASED", at("paid", merchant, sent())],
];

const accepting: Fails[] = [
  unknown(buyer),
  ["NOT_PAID", at("placed", buyer)],
  ["NOT_SHIPPED", at("paid", buyer)],
  ["NOT_SHIPPED", at("shipping", buyer)],
  ["ORDER_DONE", done(buyer)],
  ["ORDER_CANCELLED", cancelled(buyer)],
  ["NOT_YOUR_ORDER", at("shipped", partner)],
  ["DISPUTED", at("disputed", buyer)],
  ["SELLER_BARRED", at("shipped", buyer, {}, (ledger) => ledger.suspend(partner.name))],
];

const reason = { reason: "OTHER" };
const cancelling: Fails[] = [
  unknown(buyer, reason),
  ["ALREADY_SHIPPED", at("shipped", buyer, reason)],
  ["ORDER_DONE", done(buyer, reason)],
  ["ORDER_CANCELLED", cancelled(buyer, reason)],
  ["NOT_YOUR_ORDER", at("paid", partner, reason)],
  ["PARTLY_SHIPPED", at("shipping", buyer, reason)],
  [
    "REFUND_ASKED",
    at("paid", buyer, reason, (ledger) => {
      ledger.ask("1", 1n);
    }),
  ],
  ["ORDER_DECLARED", at("paid", buyer, reason, (ledger) => ledger.clear("1"))],
  ["BUYER_BARRED", at("paid", merchant, reason, (ledger) => ledger.suspend(buyer.name))],
];

const money = (goods = 1n, tax = 0n) => ({ goods, tax });
const asking: Fails[] = [
  unknown(buyer, { ...money(), ...reason }),
  ["NOT_PAID", at("placed", buyer, { ...money(), ...reason })],
  ["ORDER_DONE", done(buyer, { ...money(), ...reason })],
  ["ORDER_CANCELLED", cancelled(buyer, { ...money(), ...reason })],
  ["ZERO_AMOUNT", by(buyer, { order: nothing, ...money(0n), ...reason })],
  ["NOT_YOUR_ORDER", at("shipped", partner, { ...money(), ...reason })],
  ["REFUND_ASKED", at("asked", buyer, { ...money(), ...reason })],
  ["MORE_THAN_ESCROW", at("shipped", buyer, { ...money(20_501n), ...reason })],
  ["MORE_THAN_ESCROW", at("shipped", buyer, { ...money(0n, 1_821n), ...reason })],
];

const yes = { agree: true };
const answering: Fails[] = [
  unknown(merchant, yes),
  ["NOT_PAID", at("placed", merchant, yes)],
  ["ORDER_DONE", done(merchant, yes)],
  ["ORDER_CANCELLED", cancelled(merchant, yes)],
  ["NOT_YOUR_SALE", at("asked", otherMerchant, yes)],
  ["NOTHING_ASKED", at("shipped", merchant, yes)],
  ["NOTHING_ASKED", at("refused", merchant, yes)],
  ["BUYER_BARRED", at("asked", merchant, yes, (ledger) => ledger.suspend(buyer.name))],
];

const evidence = { evidence: undefined };
const disputing: Fails[] = [
  unknown(buyer, evidence),
  ["NOT_PAID", at("placed", buyer, evidence)],
  ["ORDER_DONE", done(buyer, evidence)],
  ["ORDER_CANCELLED", cancelled(buyer, evidence)],
  ["NOT_YOUR_ORDER", at("refused", partner, evidence)],
  ["NOTHING_REFUSED", at("asked", buyer, evidence)],
];

const deciding: Fails[] = [
  unknown(arbiter, money()),
  ["NOT_THE_ARBITER", at("disputed", merchant, money())],
  ["NOT_DISPUTED", at("refused", arbiter, money())],
  ["MORE_THAN_ESCROW", at("disputed", arbiter, money(20_501n))],
  ["BUYER_BARRED", at("disputed", arbiter, money(), (ledger) => ledger.suspend(buyer.name))],
  ["SELLER_BARRED", at("disputed", arbiter, money(), (ledger) => ledger.suspend(partner.name))],
];

const back = (changes: object = {}) => ({ line: 0, quantity: ONE, restock: true, ...changes });
const returning: Fails[] = [
  unknown(merchant, back()),
  ["UNKNOWN_LINE", at("shipped", merchant, back({ line: 1 }))],
  ["NOT_YOUR_GOODS", at("shipped", otherWarehouse, back())],
  ["MORE_THAN_BOUGHT", at("shipped", merchant, back({ quantity: 3n * ONE }))],
  ["MORE_THAN_BOUGHT", at("shipped", merchant, back({ quantity: 0n }))],
  [
    "SHELF_FULL",
    at("shipped", merchant, back(), (ledger) => {
      ledger.receive(MILK.itemNo, (2n ** 64n - 1n) / ONE - 98n);
    }),
  ],
];

const failures: Failures<MallLedger> = {
  ...listings,
  "trade.order.place": placing,
  "trade.order.pay": paying,
  "trade.order.ship": shipping,
  "trade.order.accept": accepting,
  "trade.order.cancel": cancelling,
  "trade.order.refund": asking,
  "trade.order.refund.answer": answering,
  "trade.order.dispute": disputing,
  "trade.order.dispute.decide": deciding,
  "trade.order.return": returning,
};
for (const family of ["trade.listing", "trade.price", "trade.order"]) {
  testFailuresOn(() => new MallLedger().open(), family, failures);
}
