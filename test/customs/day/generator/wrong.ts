import type { Random } from "../../../state/random.ts";
import type { Contents, DocumentName } from "../words.ts";
import { DECLARANTS, MERCHANTS, WAREHOUSES } from "../world.ts";
import { type Parcel, pick } from "./parcel.ts";

/** A document with one wrong field. */
export interface Wrong {
  readonly name: DocumentName;
  readonly changes: object;
}

type Slip = readonly [DocumentName, (contents: Contents, parcel: Parcel) => object | undefined];

const first = (contents: Contents, changes: object): object => {
  const [line, ...rest] = contents.list.lines;
  return { lines: [{ ...line, ...changes }, ...rest] };
};

/** What people mistype, mix up and forget; undefined where a parcel has no such field. */
const SLIPS: readonly Slip[] = [
  ["order", ({ order }) => ({ acturalPaid: order.acturalPaid + 1n })],
  ["order", ({ order }) => ({ taxTotal: order.taxTotal + 10n })],
  ["order", ({ order }) => ({ goodsValue: order.goodsValue + 9n })],
  ["order", ({ order }) => ({ freight: order.freight + 1n, discount: order.discount + 1n })],
  ["order", ({ order }) => (order.buyer === undefined ? undefined : { buyer: "buyer-0" })],
  ["payment", ({ payment }) => ({ amountPaid: payment.amountPaid - 1n })],
  ["payment", () => ({ orderNo: "O0" })],
  ["payment", ({ payment }) => ({ ebpCode: `${payment.ebpCode.slice(0, -1)}9` })],
  ["payment", ({ payment }) => (payment.payer === undefined ? undefined : { payer: "somebody" })],
  ["payment", ({ payment }) => (payment.payer === undefined ? { currency: "116" } : undefined)],
  [
    "waybill",
    ({ waybill }) => (waybill.consignee === undefined ? undefined : { consignee: "nobody" }),
  ],
  [
    "waybill",
    ({ waybill }) => (waybill.direction === "import" ? { direction: "export" } : undefined),
  ],
  ["list", ({ list }) => ({ freight: list.freight + 100n })],
  ["list", (all) => first(all, { quantity: 700_000n })],
  ["list", (all) => first(all, { total: all.list.lines[0]!.total + 1n })],
  ["list", (all) => first(all, { unit: "035" })],
  ["list", (all) => first(all, { gcode: "3304990099" })],
  ["list", (all) => first(all, { country: "143" })],
  ["list", (all) => first(all, { itemNo: "ART/0" })],
  ["list", ({ list }) => ({ lines: [...list.lines, list.lines[0]] })],
  ["list", ({ list }) => ({ ebcCode: MERCHANTS.find(({ code }) => code !== list.ebcCode)!.code })],
  [
    "list",
    ({ list }) => (list.assureCode === undefined ? undefined : { assureCode: DECLARANTS[0]!.code }),
  ],
  [
    "list",
    ({ list }) => (list.areaCode === undefined ? undefined : { areaCode: DECLARANTS[1]!.code }),
  ],
  ["list", ({ list }) => (list.currency === "142" ? undefined : { currency: "116" })],
  ["list", ({ list }) => ({ logisticsNo: `${list.logisticsNo}X` })],
  ["list", ({ list }) => ({ ebpCode: WAREHOUSES[0]!.code, orderNo: list.orderNo })],
];

export function oneWrong(random: Random, parcel: Parcel): Wrong | undefined {
  const [name, change] = pick(random, SLIPS);
  const changes =
    name === "payment" && !parcel.hasSlip ? undefined : change(parcel.contents, parcel);
  return changes && { name, changes };
}
