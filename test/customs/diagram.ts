/**
 * Where an inventory list goes by which message and receipt, and what is said where it does not: written apart from src/, from
 * docs/domain section 4 and the codes of CEB622. A cell is the status that follows, or the failure; "-" is WRONG_STATUS.
 */

/** 501, 502, 503 and 599 say why goods are detained; the list goes the same way. */
const DETAINED = ["501", "502", "503", "599"] as const;
const COLUMNS = [
  ...["100", "120", "300", "399", "500", "5xx", "700", "800", "899", "exception"],
] as const;
export const CODES_OF_RECEIPTS = COLUMNS.flatMap((code) => (code === "5xx" ? DETAINED : [code]));

/** Customs signs every code, inspection what is about its own examination. */
const INSPECTION_SIGNS = ["399", "500", ...DETAINED] as const;

//             100     120    300    399       500        5xx      700       800      899    exception
const RECEIPTS: Readonly<Record<string, string>> = {
  matched:
    "refused stored manual concluded inspection detained sent-back released -      exception",
  stored:
    " refused -      manual concluded inspection detained sent-back released -      exception",
  manual:
    " refused -      manual concluded inspection detained sent-back released -      exception",
  concluded:
    "refused -    manual -         inspection detained sent-back released -      exception",
  inspection: "refused -   -      concluded -          detained sent-back -        -      -",
  detained: "-       -     -      concluded -          -        sent-back -        -      -",
  exception:
    "refused stored manual concluded inspection detained sent-back -      -      exception",
  released: "-       -     -      -         -          -        -         -        closed -",
};

/** What of a list decides besides its status. */
export interface Place {
  readonly status: string;
  /** Inspection has begun an examination of its own. */
  readonly inspecting: boolean;
  /** The declarant wants it back. */
  readonly asked: boolean;
  /** The parcel is at the customs site. */
  readonly arrived: boolean;
}

/** What comes of a receipt by an office of the list's country. */
export function byReceipt(
  { status, inspecting, asked, arrived }: Place,
  code: string,
  office: "customs" | "inspection",
): string {
  const isInspection = office === "inspection";
  if (isInspection && !(INSPECTION_SIGNS as readonly string[]).includes(code)) {
    return "NOT_YOUR_RECEIPT";
  }
  const column = (COLUMNS as readonly string[]).indexOf(isDetained(code) ? "5xx" : code);
  const cell = RECEIPTS[status]?.trim().split(/\s+/)[column] ?? "-";
  if (cell === "-") return "WRONG_STATUS";
  // Whoever began an examination concludes it.
  if (code === "399" && inspecting && !isInspection) return "INSPECTION_OPEN";
  if (code === "399" && !inspecting && isInspection) return "WRONG_STATUS";
  if (code !== "800") return cell;
  if (asked) return "CANCEL_OPEN";
  return arrived ? cell : "GOODS_NOT_ARRIVED";
}

function isDetained(code: string): boolean {
  return (DETAINED as readonly string[]).includes(code);
}

export const STEPS = ["change", "draft", "delete", "cancel", "return", "approve", "keep"] as const;
export type Step = (typeof STEPS)[number];

/** "=" is what the documents make of it: pending, mismatched or matched. Answers to a request that nobody made stand below. */
//              change draft delete  cancel     return
const MESSAGES: Readonly<Record<string, string>> = {
  draft: "      =      draft deleted NOT        OUT",
  pending: "    =      draft deleted NOT        OUT",
  mismatched: " =      draft deleted NOT        OUT",
  matched: "    WITH   WITH  WITH    matched    OUT",
  stored: "     WITH   WITH  WITH    stored     OUT",
  manual: "     WITH   WITH  WITH    manual     OUT",
  concluded: "  WITH   WITH  WITH    concluded  OUT",
  inspection: " WITH   WITH  WITH    inspection OUT",
  detained: "   WITH   WITH  WITH    NOT        OUT",
  exception: "  =      draft WITH    exception  OUT",
  refused: "    =      draft deleted NOT        OUT",
  "sent-back": "WITH   WITH  WITH    NOT        OUT",
  released: "   WITH   WITH  WITH    NOT        released",
  closed: "     WITH   WITH  WITH    NOT        closed",
  cancelled: "  WITH   WITH  WITH    NOT        OUT",
  deleted: "    GONE   GONE  GONE    NOT        OUT",
};
const FAILURES: Readonly<Record<string, string>> = {
  WITH: "WITH_CUSTOMS",
  GONE: "UNKNOWN_DOCUMENT",
  NOT: "NOT_CANCELLABLE",
  OUT: "NOT_RELEASED",
};

/** Customs has the list, and can give it back. */
const IN_HAND = ["matched", "stored", "manual", "concluded", "exception", "inspection"];

/** What comes of a message by the list's declarant, or of the answer to one by its customs. */
export function byMessage({ status, asked }: Place, step: Step): string {
  if (step === "keep") return asked ? status : "NO_CANCEL_OPEN";
  if (step === "approve") {
    if (!asked) return "NO_CANCEL_OPEN";
    return IN_HAND.includes(status) ? "cancelled" : "NOT_CANCELLABLE";
  }
  const cell = MESSAGES[status]!.trim().split(/\s+/)[STEPS.indexOf(step)]!;
  const isRepeated = step === "cancel" && asked && cell === status;
  return isRepeated ? "CANCEL_OPEN" : (FAILURES[cell] ?? cell);
}

/** Where documents alone take a list, as they come, change and go. */
export const BY_DOCUMENTS = ["pending", "mismatched", "matched"] as const;

export const ALL_STATUSES = Object.keys(MESSAGES);
