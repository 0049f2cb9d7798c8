import { order303 } from "./exports/303-order.ts";
import { receiptOfMoney403 } from "./exports/403-receipt-of-money.ts";
import { waybill505 } from "./exports/505-waybill.ts";
import { arrival507 } from "./exports/507-arrival.ts";
import { departure509 } from "./exports/509-departure.ts";
import { inventory603 } from "./exports/603-inventory.ts";
import { cancel605 } from "./exports/605-cancel.ts";
import { masterBill607 } from "./exports/607-master-bill.ts";
import { summary701 } from "./exports/701-summary.ts";
import { order311 } from "./imports/311-order.ts";
import { payment411 } from "./imports/411-payment.ts";
import { waybill511 } from "./imports/511-waybill.ts";
import { waybillStatus513 } from "./imports/513-waybill-status.ts";
import { inventory621 } from "./imports/621-inventory.ts";
import { cancel623 } from "./imports/623-cancel.ts";
import { return625 } from "./imports/625-return.ts";
import { delivery711 } from "./imports/711-delivery.ts";

/** What enterprises send, which `readCeb` reads. One line a type. */
export const sentMessages = {
  "311": order311,
  "411": payment411,
  "511": waybill511,
  "513": waybillStatus513,
  "621": inventory621,
  "623": cancel623,
  "625": return625,
  "711": delivery711,
  "303": order303,
  "403": receiptOfMoney403,
  "505": waybill505,
  "507": arrival507,
  "509": departure509,
  "603": inventory603,
  "605": cancel605,
  "607": masterBill607,
  "701": summary701,
} as const;

export type SentType = keyof typeof sentMessages;
