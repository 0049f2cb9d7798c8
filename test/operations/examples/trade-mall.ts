import type { Json } from "../../../src/primitives/fields/field.ts";
import { act, type Before, decide, type Scene, thresholds } from "./example.ts";

/** Of the customs scenes, which go before: who is on record there. Those of export refunds let the merchant hold HKD. */
const [PLATFORM, MERCHANT, PAY_FIRM, CARRIER] = [
  ...["4401960001", "4401960002", "4401960003", "4401960004"],
] as [string, string, string, string];
const HKD = "HKD@gateway-hk";
const BUYER = "buyer-1";
const listing = { ebcCode: MERCHANT, listingNo: "MILK-B2B2C" };
/** Two tins of 100.00, and 10.00 of freight. */
const goods = { goodsValue: "20000", freight: "1000", discount: "0", taxTotal: "0" };

let messages = 0;
const guid = (): string => `7A1C3E5F-0B2D-4F60-8C3C-${(++messages).toString().padStart(12, "0")}`;
const uetrOf = (no: number): string => `8a562c67-ca16-48ba-b074-65581be60d0${no}`;

const admitted: readonly Scene[] = [
  decide("participant.register", ({ key }) => ({
    ...{ name: BUYER, roles: ["enterprise"], country: "HK", lei: null },
    authority: { signers: [{ publicKey: key(BUYER), weight: 1 }], thresholds: thresholds(1, 1, 1) },
  })),
  ...[BUYER, "payfirm-1"].map((holder) =>
    act("gateway-hk", "asset.holder.authorise", { asset: HKD, holder }),
  ),
  act("gateway-hk", "asset.issue", {
    ...{ to: BUYER, amount: { asset: HKD, minor: "200000" }, reference: null },
  }),
];

/** The order that was placed last. */
const ofOrder =
  (more: Record<string, Json>) =>
  ({ result }: Before): Json => ({ order: result("trade.order.place", "id"), ...more });
const placed = (no: string): Scene =>
  act("platform-1", "trade.order.place", {
    ...{ guid: guid(), ebpCode: PLATFORM, orderNo: `M-${no}`, ebcCode: MERCHANT },
    ...{ direction: "export", buyer: null, consignee: null, payer: BUYER, payCode: PAY_FIRM },
    ...{ ...goods, lines: [{ listingNo: listing.listingNo, quantity: "200000" }] },
  });
const paid = (no: number): Scene => act(BUYER, "trade.order.pay", ofOrder({ uetr: uetrOf(no) }));
const sent: Scene = act(
  "merchant-1",
  "trade.order.ship",
  ofOrder({
    ...{ logisticsCode: CARRIER, logisticsNo: "W-3" },
    lines: [{ line: 0, quantity: "200000" }],
  }),
);
const asked = (minor: string): Scene =>
  act(BUYER, "trade.order.refund", ofOrder({ goods: minor, tax: "0", reason: "DAMAGED" }));
const answered = (agree: boolean): Scene =>
  act("merchant-1", "trade.order.refund.answer", ofOrder({ agree }));

/** A sale in which a partner has a tenth; one that the arbiter decides, after goods came back; one that is cancelled. */
export const tradeMallScenes: readonly Scene[] = [
  ...admitted,
  act("merchant-1", "trade.listing.publish", {
    ...{ ...listing, ebpCode: PLATFORM, sale: "B2B2C", itemNo: "MILK-1", isBundle: false },
    ...{ price: "12000", currency: "110", asset: HKD, warehouse: null, least: null, most: null },
    ...{ shares: [{ account: "platform-1", partsPerMillion: 100_000 }], arbiter: "customs-hk" },
  }),
  act("merchant-1", "trade.price.set", {
    ...{ ...listing, buyer: BUYER, terms: { price: "10000", least: "100000", until: null } },
  }),
  ...[placed("1"), paid(1), sent],
  ...[asked("2000"), answered(true)],
  act(BUYER, "trade.order.accept", ofOrder({})),
  ...[placed("2"), paid(2), sent, asked("10000"), answered(false)],
  act("merchant-1", "trade.order.return", ofOrder({ line: 0, quantity: "100000", restock: false })),
  act(BUYER, "trade.order.dispute", ofOrder({ evidence: "e5".repeat(32) })),
  act("customs-hk", "trade.order.dispute.decide", ofOrder({ goods: "9000", tax: "0" })),
  placed("3"),
  act(BUYER, "trade.order.cancel", ofOrder({ reason: "BUYER_WITHDREW" })),
  act("merchant-1", "trade.listing.withdraw", listing),
];
