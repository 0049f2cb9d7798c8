import { customsOffice, note, optional } from "../../declare/elements.ts";
import { application } from "../../declare/shared.ts";
import { copNo, invtNo, preNo } from "../numbers.ts";
import {
  buyer,
  carrier,
  declarant,
  logisticsNo,
  merchant,
  orderNo,
  platform,
  reason,
} from "../parties.ts";

/** What a cancellation and a return of imported goods say alike: which list, whose, and why. */
export const afterInventory = (why: string) =>
  ({
    ...application,
    customsCode: customsOffice("Office of declaration", "申报海关代码"),
    orderNo,
    ...platform,
    ...merchant,
    logisticsNo,
    ...carrier,
    copNo: optional(copNo),
    preNo: optional(preNo),
    invtNo,
    ...buyer,
    ...declarant,
    reason: reason(why),
    note,
  }) as const;
