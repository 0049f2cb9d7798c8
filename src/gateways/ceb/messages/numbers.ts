import { count, number, optional, text } from "../declare/elements.ts";

/** Numbers by which an enterprise, the e-port and customs know a document. */

export const copNo = text(20, "The enterprise's own number of the document", "企业内部编号");
export const preNo = number(18, "The e-port's number of it", "预录入编号");
export const invtNo = number(18, "Customs' number of the inventory list", "清单编号");

/** A long list may be sent in parts; a whole one is part 1 of 1. */
export const parts = {
  msgCount: count(4, "Parts that the list has", "报文总数"),
  msgSeqNo: count(4, "Which part this is", "报文序号"),
} as const;

/** Where goods lie, where several places of one customs office deal with e-commerce. */
export const loctNo = optional(text(10, "Supervised place", "监管场所代码"));
export const billNo = text(37, "Bill of lading or master waybill", "提运单号");
export const voyageNo = text(32, "Voyage or flight", "航班航次号");
export const totalPackageNo = optional(text(100, "Large bag, pallet or mail bag", "总包号"));
