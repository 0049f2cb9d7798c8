import { usageError } from "../errors.ts";

/** A parcel as people type it, CARRIER/WAYBILL like 440196000C/W-1. Throws a usage error: PARCEL_FORMAT. */
export function parcelNamed(text: string): { logisticsCode: string; logisticsNo: string } {
  const [logisticsCode = "", ...rest] = text.split("/");
  if (rest.length > 0) return { logisticsCode, logisticsNo: rest.join("/") };
  const hint = "Write the carrier's code and the waybill: 440196000C/W-1.";
  throw usageError("PARCEL_FORMAT", `"${text}" names no waybill.`, hint);
}
