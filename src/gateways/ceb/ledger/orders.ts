import { declareOrder } from "../../../transactions/customs/orders/declare-order.ts";
import type { CebDocument } from "../read-ceb.ts";
import { contentUnlessDeleted, type Gateway, headOf, type Mapped, platformOf } from "./gateway.ts";
import { minorOf, needed, quantityOf } from "./values.ts";

interface Line {
  readonly itemNo?: string | undefined;
  readonly qty: string;
  readonly unit: string;
  readonly totalPrice: string;
}

const linesOf = (lines: readonly Line[]) =>
  lines.map(({ itemNo, qty, unit, totalPrice }) => ({
    itemNo: needed(itemNo, "itemNo"),
    ...{ quantity: quantityOf(qty, "qty"), unit, total: minorOf(totalPrice, "totalPrice") },
  }));

/** CEB311: an order of an import. */
export function order311({ head, lines }: CebDocument<"311">, gateway: Gateway): Mapped {
  const { ebpCode, orderNo, ebcCode, currency } = head;
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "import", ebcCode, currency },
    goodsValue: minorOf(head.goodsValue, "goodsValue"),
    freight: minorOf(head.freight, "freight"),
    discount: minorOf(head.discount, "discount"),
    taxTotal: minorOf(head.taxTotal, "taxTotal"),
    acturalPaid: minorOf(head.acturalPaid, "acturalPaid"),
    buyer: gateway.personKey(head.buyerIdType, head.buyerIdNumber),
    consignee: gateway.consignee(head.consignee, head.consigneeAddress, head.consigneeTelephone),
    lines: linesOf(lines),
  }));
  return { type: declareOrder, body: { ...headOf(head), ebpCode, orderNo, content } };
}

/** CEB303: an order of an export. What was paid is the price and the freight. */
export function order303({ head, lines }: CebDocument<"303">): Mapped {
  const { orderNo, ebcCode, currency } = head;
  const ebpCode = platformOf(head);
  const content = contentUnlessDeleted(head, () => {
    const [goodsValue, freight] = [
      minorOf(head.goodsValue, "goodsValue"),
      minorOf(head.freight, "freight"),
    ];
    const acturalPaid = (BigInt(goodsValue) + BigInt(freight)).toString();
    return {
      ...{ direction: "export", ebcCode, goodsValue, freight, discount: "0", taxTotal: "0" },
      ...{ acturalPaid, currency, buyer: null, consignee: null, lines: linesOf(lines) },
    };
  });
  return { type: declareOrder, body: { ...headOf(head), ebpCode, orderNo, content } };
}
