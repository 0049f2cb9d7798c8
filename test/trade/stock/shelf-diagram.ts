/**
 * Where counts, transfers and replenishments go by which step, and what is said where they do not: written apart from src/, from
 * docs/domain section 4. A cell is the status that follows, or the failure; "=" is that it stays.
 */

export interface Diagram {
  readonly statuses: readonly string[];
  /** By step: a cell for each status. */
  readonly cells: Readonly<Record<string, readonly string[]>>;
  /** By step and person: what is said to those whose step it is not, before the status is looked at. */
  readonly strangers: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const PEOPLE = [
  ...["warehouse", "warehouse's second", "merchant", "another warehouse", "platform", "customs"],
] as const;

const offices = { platform: "ROLE_NOT_ALLOWED", customs: "ROLE_NOT_ALLOWED" };
const noMerchant = { ...offices, merchant: "ROLE_NOT_ALLOWED" };
const ofWarehouse = { ...noMerchant, "another warehouse": "NOT_YOUR_ENTERPRISE" };
const ofOther = {
  ...noMerchant,
  warehouse: "NOT_YOUR_ENTERPRISE",
  "warehouse's second": "NOT_YOUR_ENTERPRISE",
};
const ofMerchant = {
  ...offices,
  ...{ warehouse: "ROLE_NOT_ALLOWED", "warehouse's second": "ROLE_NOT_ALLOWED" },
  "another warehouse": "ROLE_NOT_ALLOWED",
};
const ofCount = { ...offices, "another warehouse": "NOT_A_PARTY" };

export const count: Diagram = {
  statuses: ["open", "approved", "refused"],
  cells: {
    // The next one: a shelf is counted again when it was decided on.
    count: ["COUNT_OPEN", "=", "="],
    approve: ["approved", "UNKNOWN_COUNT", "UNKNOWN_COUNT"],
    refuse: ["refused", "UNKNOWN_COUNT", "UNKNOWN_COUNT"],
  },
  strangers: { count: ofWarehouse, approve: ofCount, refuse: ofCount },
};

export const transfer: Diagram = {
  statuses: ["sent", "received"],
  cells: { receive: ["received", "TRANSFER_RECEIVED"] },
  strangers: { receive: ofOther },
};

export const replenishment: Diagram = {
  statuses: ["open", "received", "withdrawn"],
  cells: {
    receive: ["received", "UNKNOWN_REPLENISHMENT", "UNKNOWN_REPLENISHMENT"],
    "remove the rule": ["withdrawn", "=", "NO_RULE"],
  },
  strangers: { receive: ofWarehouse, "remove the rule": ofMerchant },
};

export const isFailure = (cell: string): boolean => /^[A-Z_]+$/.test(cell);

/** The status that follows, or the failure. */
export function byStep(diagram: Diagram, status: string, step: string, who: string): string {
  const stranger = diagram.strangers[step]![who];
  if (stranger !== undefined) return stranger;
  const cell = diagram.cells[step]![diagram.statuses.indexOf(status)]!;
  // Whoever counted is not the only one who decides on it.
  const isDecision = step === "approve" || step === "refuse";
  if (isDecision && who === "warehouse" && !isFailure(cell)) return "SAME_SIGNER";
  return cell === "=" ? status : cell;
}
