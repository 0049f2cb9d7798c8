import {
  type Mismatch,
  MISMATCHES,
  sidesOf,
} from "../../../transactions/customs/lists/mismatches.ts";
import type { CebMessage } from "../read-ceb.ts";
import { writeReceipt } from "../write-receipt.ts";
import type { MappedType } from "./operations-of.ts";
import { digitsOf } from "./values.ts";

/** What became of a document at the ledger. */
export type Outcome =
  | {
      readonly ok: true;
      readonly isDraft: boolean;
      /** Of an inventory list: where it is then. */
      readonly status?: string;
      readonly mismatches?: readonly Mismatch[];
    }
  | { readonly ok: false; readonly code: string; readonly hint: string };

/** Which receipt answers a message, and what it repeats of the document; a name with ? may be missing. */
const RECEIPTS = {
  "311": ["312", "ebpCode", "ebcCode", "orderNo"],
  "411": ["412", "payCode", "payTransactionId"],
  "511": ["512", "logisticsCode", "logisticsNo"],
  "513": ["514", "logisticsCode", "logisticsNo", "logisticsStatus"],
  "621": ["622", "customsCode", "ebpCode", "ebcCode", "agentCode", "copNo", "preNo", "invtNo"],
  "623": ["624", "customsCode", "ebpCode", "ebcCode", "agentCode", "copNo", "preNo", "invtNo"],
  "625": ["626", "customsCode", "ebpCode", "ebcCode", "agentCode", "copNo", "preNo", "invtNo"],
  "711": ["712", "customsCode", "operatorCode", "copNo", "preNo", "rkdNo"],
  "303": ["304", "ebpCode", "ebcCode", "orderNo"],
  "403": ["404", "ebcCode", "orderNo", "payNo"],
  "505": ["506", "logisticsCode", "logisticsNo"],
  "603": [
    ...["604", "agentCode", "copNo", "preNo", "invtNo", "ebcCode", "ebpCode", "orderNo"],
    "statisticsFlag",
  ],
  "605": ["606", "agentCode", "copNo", "preNo", "invtNo"],
  "701": ["702", "agentCode", "ebcCode", "copNo", "preNo", "sumNo", "msgSeqNo"],
} as const satisfies Readonly<Record<MappedType, readonly string[]>>;

/** Codes below zero are exceptions: a mismatch is this less its place in the table of them, a refusal the other one. */
const MISMATCH = -10_000;
const REFUSED = -20_000;
const INFO_MAX = 1_000;

/** The file of receipts for a message, in the order of its documents. `timeMs` is that of the answer. */
export function answerTo(
  { type, documents }: CebMessage & { readonly type: MappedType },
  outcomes: readonly Outcome[],
  timeMs: number,
): { readonly type: string; readonly bytes: Uint8Array } {
  const [receipt, ...names] = RECEIPTS[type] as readonly [string, ...string[]];
  const heads = documents.map(({ head }, at) => {
    const all = head as unknown as Readonly<Record<string, unknown>>;
    const repeated = names.filter((name) => all[name] !== undefined);
    const { returnStatus, returnInfo } = sayingOf(type, outcomes[at]!);
    return {
      ...{ guid: head.guid, returnStatus, returnTime: digitsOf(timeMs), returnInfo },
      ...Object.fromEntries(repeated.map((name) => [name, all[name]])),
      ...(receipt === "606" ? { msgSeqNo: 1 } : {}),
    };
  });
  return { type: receipt, bytes: writeReceipt(receipt as "312", heads as never) };
}

/** returnStatus and returnInfo. Codes of CEB622: 1 saved, 2 declaring, 3 sent to customs, 120 in storage; others are customs' own. */
function sayingOf(
  type: MappedType,
  outcome: Outcome,
): { readonly returnStatus: string; readonly returnInfo: string } {
  if (!outcome.ok) {
    const returnInfo = `${outcome.code}: ${outcome.hint}`.slice(0, INFO_MAX);
    return { returnStatus: String(REFUSED), returnInfo };
  }
  if (outcome.isDraft) return { returnStatus: "1", returnInfo: "Saved as a draft." };
  const isList = type === "621" || type === "603";
  if (!isList) return { returnStatus: "120", returnInfo: "On the ledger." };
  const { status, mismatches = [] } = outcome;
  if (mismatches.length > 0) return mismatchesSaid(mismatches);
  if (status === "matched") return { returnStatus: "3", returnInfo: "Matched, and with customs." };
  if (status === "deleted") return { returnStatus: "120", returnInfo: "Deleted." };
  return { returnStatus: "2", returnInfo: "Waits for order, payment or waybill." };
}

/** How a receipt says what does not fit: the number of the first, and all of them in words. There is at least one. */
export function mismatchesSaid(mismatches: readonly Mismatch[]): {
  readonly returnStatus: string;
  readonly returnInfo: string;
} {
  const returnInfo = mismatches.map(inWords).join("; ").slice(0, INFO_MAX);
  return { returnStatus: String(MISMATCH - MISMATCHES.indexOf(mismatches[0]!)), returnInfo };
}

function inWords(code: Mismatch): string {
  const { left, right } = sidesOf(code);
  return `${code}: ${left.join(" ")} is not ${right.join(" ")}`;
}
