import type { LedgerReader } from "../../../state/ledger.ts";
import { commodities } from "../commodities/records.ts";
import { isActive } from "../enterprises/own.ts";
import type { EnterpriseKind } from "../enterprises/records.ts";
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
  const isIn = (code: string, kind: EnterpriseKind) => isActive(ledger, list.customs, code, kind);
  const rows: (readonly [Mismatch, boolean])[] = [
    ["PLATFORM_NOT_ACTIVE", isIn(ebpCode, "platform")],
    ["MERCHANT_NOT_ACTIVE", isIn(ebcCode, "merchant")],
    ["CARRIER_NOT_ACTIVE", isIn(logisticsCode, "carrier")],
    ["DECLARANT_NOT_ACTIVE", isIn(list.agentCode, "declarant")],
  ];
  if (slip !== undefined)
    rows.push(["PAYMENT_FIRM_NOT_ACTIVE", isIn(slip.payCode, "payment-firm")]);
  if (areaCode !== undefined) rows.push(["AREA_NOT_ACTIVE", isIn(areaCode, "warehouse")]);
  if (assureCode !== undefined) {
    const hasPart = GUARANTOR_PARTS.some((part) => isIn(assureCode, part));
    rows.push(["GUARANTOR_NOT_ACTIVE", hasPart && isIn(assureCode, "guarantor")]);
  }
  const wrong = rows.filter(([, isThere]) => !isThere).map(([code]) => code);
  return [...wrong, ...whichGoodsAreNot(ledger, list)];
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
