import type { LedgerReader } from "../../../state/ledger.ts";
import { commodities } from "../commodities/records.ts";
import { isActive, isOfKind } from "../enterprises/own.ts";
import { enterprises } from "../enterprises/records.ts";
import { inForce } from "../filing.ts";
import type { Documents } from "./compare.ts";
import type { Mismatch } from "./mismatches.ts";
import type { ListRecord } from "./records.ts";

/** A guarantor is somebody with a part in the trade (CEB621 `assureCode`). */
const GUARANTOR_PARTS = ["platform", "merchant", "carrier"] as const;

/** What a list names that is not on record, or not in force. */
export function whoIsNotInForce(
  ledger: LedgerReader,
  list: ListRecord,
  { slip }: Documents,
): Mismatch[] {
  const { ebpCode, ebcCode, logisticsCode, areaCode, assureCode } = list.content;
  const rows: (readonly [Mismatch, boolean])[] = [
    ["PLATFORM_NOT_ACTIVE", isActive(ledger, ebpCode, "platform")],
    ["MERCHANT_NOT_ACTIVE", isActive(ledger, ebcCode, "merchant")],
    ["CARRIER_NOT_ACTIVE", isActive(ledger, logisticsCode, "carrier")],
    ["DECLARANT_NOT_ACTIVE", isActive(ledger, list.agentCode, "declarant")],
  ];
  if (slip !== undefined) {
    rows.push(["PAYMENT_FIRM_NOT_ACTIVE", isActive(ledger, slip.payCode, "payment-firm")]);
  }
  if (areaCode !== undefined) {
    rows.push(["AREA_NOT_ACTIVE", isActive(ledger, areaCode, "warehouse")]);
  }
  if (assureCode !== undefined)
    rows.push(["GUARANTOR_NOT_ACTIVE", canGuarantee(ledger, assureCode)]);
  const wrong = rows.filter(([, isThere]) => !isThere).map(([code]) => code);
  return [...wrong, ...whichGoodsAreNot(ledger, list)];
}

function canGuarantee(ledger: LedgerReader, code: string): boolean {
  const record = enterprises.read(ledger, code);
  const hasPart = GUARANTOR_PARTS.some((part) => isOfKind(record, part));
  return hasPart && isOfKind(record, "guarantor");
}

function whichGoodsAreNot(ledger: LedgerReader, { content }: ListRecord): Mismatch[] {
  const found = new Set<Mismatch>();
  for (const { itemNo, gcode, country } of content.lines) {
    const terms = inForce(commodities.read(ledger, content.ebcCode, itemNo));
    if (terms === undefined) found.add("COMMODITY_NOT_ACTIVE");
    else {
      if (terms.gcode !== gcode) found.add("LINE_GCODE");
      if (terms.origin !== country) found.add("LINE_COUNTRY");
    }
  }
  return [...found];
}
