import { declareArrival } from "../../../transactions/customs/orders/arrive.ts";
import { declareWaybill } from "../../../transactions/customs/orders/declare-waybill.ts";
import { trackWaybill } from "../../../transactions/customs/orders/track-waybill.ts";
import type { CebDocument } from "../read-ceb.ts";
import { contentUnlessDeleted, type Gateway, headOf, type Mapped } from "./gateway.ts";
import { minorOf, quantityOf } from "./values.ts";

/** China's currency, for waybills that name none. */
const CNY = "142";

/** CEB511: the waybill of an import. */
export function waybill511({ head }: CebDocument<"511">, gateway: Gateway): Mapped {
  const { logisticsCode, logisticsNo, packNo, currency = CNY } = head;
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "import", currency, packNo, netWeight: null },
    freight: minorOf(head.freight, "freight"),
    insuredFee: minorOf(head.insuredFee, "insuredFee"),
    grossWeight: quantityOf(head.weight, "weight"),
    consignee: gateway.consignee(head.consignee, head.consigneeAddress, head.consigneeTelephone),
  }));
  return { type: declareWaybill, body: { ...headOf(head), logisticsCode, logisticsNo, content } };
}

/** CEB505: the waybill of an export. */
export function waybill505({ head }: CebDocument<"505">): Mapped {
  const { logisticsCode, logisticsNo, packNo, currency } = head;
  const content = contentUnlessDeleted(head, () => ({
    ...{ direction: "export", currency, packNo, netWeight: null, consignee: null },
    freight: minorOf(head.freight, "freight"),
    insuredFee: minorOf(head.insuredFee, "insuredFee"),
    grossWeight: quantityOf(head.grossWeight, "grossWeight"),
  }));
  return { type: declareWaybill, body: { ...headOf(head), logisticsCode, logisticsNo, content } };
}

/** CEB513: the consignee has signed for the parcel, which is all that the message can say. */
export function status513({ head }: CebDocument<"513">): Mapped {
  const { guid, logisticsCode, logisticsNo } = head;
  return { type: trackWaybill, body: { guid, logisticsCode, logisticsNo, status: "delivered" } };
}

/** CEB711: parcels that came into a customs store. */
export function delivery711({ head, lines }: CebDocument<"711">): Mapped {
  const { guid, operatorCode, logisticsCode } = head;
  const parcels = lines.map(({ logisticsNo }) => ({ logisticsCode, logisticsNo }));
  return { type: declareArrival, body: { guid, operatorCode, parcels } };
}
