import type { ValueOf } from "../../../primitives/fields/field.ts";
import { field } from "../../../primitives/fields/index.ts";

/** Where an inventory list is. Entries are only ever added at the end. */
export const STATUSES = [
  "draft",
  "pending",
  "mismatched",
  "matched",
  "stored",
  "manual",
  "concluded",
  "inspection",
  "detained",
  "exception",
  "refused",
  "sent-back",
  "released",
  "closed",
  "cancelled",
  "deleted",
] as const;
export const status = field.choice(STATUSES);
export type Status = ValueOf<typeof status>;

/** Codes of CEB622 that an office signs; `exception` stands for the negative ones. Entries are only ever added at the end. */
export const RECEIPT_CODES = [
  "100",
  "120",
  "300",
  "399",
  "500",
  "501",
  "502",
  "503",
  "599",
  "700",
  "800",
  "899",
  "exception",
] as const;
export const receiptCode = field.choice(RECEIPT_CODES);
export type ReceiptCode = ValueOf<typeof receiptCode>;

export type Office = "customs" | "inspection";

interface Transition {
  readonly by: readonly Office[];
  readonly from: readonly Status[];
  readonly to: Status;
  readonly meaning: string;
}

/** Customs has the list, and nothing is decided. */
const IN_HAND = ["matched", "stored", "manual", "concluded", "exception"] as const;
const both: readonly Office[] = ["customs", "inspection"];
const customs: readonly Office[] = ["customs"];
const detained = (meaning: string): Transition => ({
  ...{ by: both, from: [...IN_HAND, "inspection"], to: "detained", meaning },
});

/** What each receipt does to a list (CEB622): who signs it, and from where it leads to where. */
export const receipts: Readonly<Record<ReceiptCode, Transition>> = {
  "100": {
    ...{ by: customs, from: [...IN_HAND, "inspection"], to: "refused" },
    meaning: "refused: it can be changed and declared again",
  },
  "120": { by: customs, from: ["matched", "exception"], to: "stored", meaning: "in storage" },
  "300": { by: customs, from: IN_HAND, to: "manual", meaning: "examined by an officer" },
  "399": {
    ...{
      by: both,
      from: ["matched", "stored", "manual", "inspection", "detained", "exception"],
    },
    ...{ to: "concluded", meaning: "examination concluded" },
  },
  "500": { by: both, from: IN_HAND, to: "inspection", meaning: "inspection of the goods" },
  "501": detained("detained, clearance stops"),
  "502": detained("detained, handed to the anti-smuggling office"),
  "503": detained("detained, handed to the legal office"),
  "599": detained("detained for another reason"),
  "700": {
    ...{ by: customs, from: [...IN_HAND, "inspection", "detained"], to: "sent-back" },
    meaning: "the goods are sent back abroad",
  },
  "800": {
    ...{ by: customs, from: ["matched", "stored", "manual", "concluded"], to: "released" },
    meaning: "released",
  },
  "899": { by: customs, from: ["released"], to: "closed", meaning: "closed" },
  exception: {
    by: customs,
    from: IN_HAND,
    to: "exception",
    meaning: "an exception (negative codes)",
  },
};

/** The declarant can change it; what was matched before is undone first. */
export const CHANGEABLE: readonly Status[] = [
  "draft",
  "pending",
  "mismatched",
  "exception",
  "refused",
];
export const DELETABLE: readonly Status[] = ["draft", "pending", "mismatched", "refused"];
/** Customs has it: to take it back needs its consent (CEB623). */
export const CANCELLABLE: readonly Status[] = [...IN_HAND, "inspection"];
export const RELEASED: readonly Status[] = ["released", "closed"];
/** It has a match: documents, guarantee and annual limit are its own. */
export const MATCHED: readonly Status[] = [...IN_HAND, "inspection", "detained", ...RELEASED];
