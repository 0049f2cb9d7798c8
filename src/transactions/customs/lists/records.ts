import { participantName } from "../../../chain/participant.ts";
import { toHex, utf8 } from "../../../primitives/bytes.ts";
import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";
import { domainHash } from "../../../primitives/hasher.ts";
import { entryKey } from "../../entry-key.ts";
import { country } from "../../rules/records.ts";
import { stored } from "../../stored.ts";
import {
  countryCode,
  currencyCode,
  direction,
  documentNumber,
  enterpriseCode,
  hsCode,
  officeCode,
  tradeMode,
  unitCode,
} from "../codes.ts";
import { itemNo } from "../commodities/records.ts";
import { messageHead } from "../messages.ts";
import { LINES_MAX, orderKey, slipKey, waybillKey } from "../orders/records.ts";
import { heading } from "../tax/tariff.ts";
import { mismatch, MISMATCHES } from "./mismatches.ts";
import { receiptCode, status } from "./states.ts";

const money = field.uint64();

/** One article of a list. Quantities and weights in 0.00001 of their unit, money in minor units. */
export const listLine = field.record({
  itemNo,
  gcode: hsCode,
  /** Where it was made. */
  country: countryCode,
  quantity: field.uint64(),
  unit: unitCode,
  /** In the first unit of the tariff, and the second if it has one. */
  quantity1: field.uint64(),
  quantity2: field.optional(field.uint64()),
  total: money,
});

/** CEB621 and CEB603, without what would name a person. */
export const listContent = field.record({
  direction,
  ...orderKey,
  ebcCode: enterpriseCode,
  /** The slip. Absent: whichever was declared for the order last; an export may have none at all. */
  payment: field.optional(field.record(slipKey)),
  ...waybillKey,
  /** Who guarantees the tax; exports have none. */
  assureCode: field.optional(enterpriseCode),
  /** The bonded account book and the enterprise of the area, of bonded goods. */
  emsNo: field.optional(documentNumber(30)),
  areaCode: field.optional(enterpriseCode),
  customsCode: officeCode,
  portCode: officeCode,
  tradeMode,
  trafMode: field.text(1, /^[0-9A-Z]$/, "must be one digit or capital letter"),
  /** Vessel or flight, voyage and master bill, of goods that cross the border with the list. */
  trafNo: field.optional(field.text(100, /\S/, "must be up to 100 bytes of text")),
  voyageNo: field.optional(documentNumber(32)),
  billNo: field.optional(documentNumber(37)),
  /** From where it comes or whereto it goes. */
  country: countryCode,
  freight: money,
  insuredFee: money,
  currency: currencyCode,
  grossWeight: field.uint64(),
  netWeight: field.uint64(),
  packNo: field.uint(16),
  lines: field.list(listLine, LINES_MAX, 1),
});
export type ListContent = ValueOf<typeof listContent>;

export const listKey = { agentCode: enterpriseCode, copNo: documentNumber(20) } as const;

/** What a line owes, by which rates, and what of it came back. */
const assessedLine = field.record({
  heading,
  /** Of the rates. */
  version: field.uint(32),
  /** Dutiable. */
  value: money,
  duty: money,
  consumption: money,
  valueAdded: money,
});

/** How a list was taxed when it was matched. */
export const assessment = field.record({
  treatment: field.choice(["within", "full"]),
  /** Versions of the parameters that decided; 0 is the default. */
  transactionLimit: field.uint(32),
  annualLimit: field.uint(32),
  percent: field.uint(32),
  lines: field.list(assessedLine, LINES_MAX, 1),
});
export type Assessment = ValueOf<typeof assessment>;

/** Numbers that customs gives a list. */
export const customsNumber = field.text(
  18,
  /^[0-9A-Z]{18}$/,
  "must be 18 digits and capital letters",
);

export const listRecord = field.record({
  id: field.hash(),
  ...listKey,
  /** The declarant. */
  participant: participantName,
  /** Whose customs has it, ISO 3166-1 alpha-2. */
  customs: country,
  content: listContent,
  guid: messageHead.guid,
  status,
  mismatches: field.list(mismatch, MISMATCHES.length),
  /** The last receipt of an office, and who inspects. */
  receipt: field.optional(receiptCode),
  /** Inspection has begun its own examination and not concluded it. */
  inspecting: field.bool(),
  preNo: field.optional(customsNumber),
  invtNo: field.optional(customsNumber),
  /** The slip that it was matched with, and the parcel that had the waybill's number then. */
  slip: field.optional(field.hash()),
  waybill: field.optional(field.hash()),
  assessed: field.optional(assessment),
  /** The first time that its documents were all there and did not fit. */
  mismatchedAt: field.optional(field.count()),
  matchedAt: field.optional(field.count()),
  releasedAt: field.optional(field.count()),
  /** Why the declarant wants it back, while customs has not answered. */
  cancelling: field.optional(messageHead.guid),
  /** Of each line, in 0.00001 of its unit: announced to come back, and come back. */
  returning: field.list(field.uint64(), LINES_MAX),
  returned: field.list(field.uint64(), LINES_MAX),
  returns: field.uint(16),
  steps: field.uint(32),
  height: field.count(),
  timeMs: field.count(),
});
export type ListRecord = ValueOf<typeof listRecord>;

const hashList = domainHash("portolan customs list 1");

/** Names a list for ever: known to the declarant before it is sent. */
export function listId(agentCode: string, copNo: string): Uint8Array {
  return hashList(utf8(`${agentCode}\n${copNo}`));
}

/** By id. */
export const lists = stored(listRecord, entryKey("customs/list"));
/** By preNo or invtNo. */
export const listNumbers = stored(
  field.record({ id: field.hash() }),
  (number: string) => `customs/list-number/${number}`,
);

/** How many lists may wait for one document: more are a mistake of somebody. */
export const CLAIMS_MAX = 4;
/** By order, slip or number of a waybill: the lists that name it and are not done. */
export const claims = stored(
  field.record({ lists: field.list(field.hash(), CLAIMS_MAX) }),
  entryKey("customs/claim"),
);

const since = field.record({ height: field.count() });
export function listsOfPrefix(code: string): string {
  return `customs/list-of/${code}/`;
}
/** By an enterprise's code and list: those that name it as declarant or platform. */
export const listsOf = stored(
  since,
  (code: string, id: Uint8Array) => `${listsOfPrefix(code)}${toHex(id)}`,
);
export function listsInHandPrefix(of: string): string {
  return `customs/in-hand/${of}/`;
}
/** By country and list; there while its customs has the list and has not decided. */
export const listsInHand = stored(
  since,
  (of: string, id: Uint8Array) => `${listsInHandPrefix(of)}${toHex(id)}`,
);
