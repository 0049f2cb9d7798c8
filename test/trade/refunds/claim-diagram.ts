/**
 * Where a claim for export refund goes by which step, and what is said where it does not: written apart from src/, from docs/domain
 * section 4. A cell is the status that follows, or the failure; "=" is that it stays.
 */

export const STATUSES = ["filed", "approved", "refused", "withdrawn", "paid", "void"] as const;
export const STEPS = ["approve", "refuse", "withdraw", "pay", "claw-back", "repay"] as const;

const DECIDED = "NOT_WAITING NOT_WAITING NOT_WAITING NOT_WAITING";
const UNPAID = "NOT_PAID NOT_PAID NOT_PAID NOT_PAID";
// step:  filed approved refused withdrawn paid void
const BY_STATUS: Readonly<Record<string, string>> = {
  approve: `approved NOT_WAITING ${DECIDED}`,
  refuse: `refused refused ${DECIDED}`,
  withdraw: `withdrawn NOT_WAITING ${DECIDED}`,
  pay: "NOT_APPROVED paid NOT_APPROVED NOT_APPROVED NOT_APPROVED NOT_APPROVED",
  "claw-back": `${UNPAID} = NOT_PAID`,
  repay: "NOTHING_OWED NOTHING_OWED NOTHING_OWED NOTHING_OWED = NOTHING_OWED",
  "a part is back": "= = = = = MORE_THAN_LEFT",
  "all is back": "void void = = = MORE_THAN_LEFT",
};

/** What of a claim decides. */
export interface Place {
  readonly status: (typeof STATUSES)[number];
  /** What of it the authority has demanded back. */
  readonly demanded: "nothing" | "a part" | "all";
  /** Another claim of the exporter owes something back. */
  readonly isOwing: boolean;
}

export const PEOPLE = [
  ...["exporter", "another exporter", "tax authority", "another country's tax authority"],
  ...["customs", "declarant", "buyer"],
] as const;

export const isFailure = (cell: string): boolean => /^[A-Z_]+$/.test(cell);

/** Who is told what before the claim's status is looked at. */
function strangerTo(step: string, who: string): string | undefined {
  const isOfExporter = step === "withdraw" || step === "repay";
  if (!who.endsWith(isOfExporter ? "exporter" : "tax authority")) return "ROLE_NOT_ALLOWED";
  if (!who.startsWith("another")) return undefined;
  if (isOfExporter) return "NOT_YOUR_CLAIM";
  return step === "pay" ? "NOT_THE_TREASURY" : "NOT_YOUR_COUNTRY";
}

/** The status that follows, or the failure. */
export function byStep(place: Place, step: string, who: string): string {
  return strangerTo(step, who) ?? byStatus(place, step);
}

/** The same of a step that is no operation on the claim: goods come back. */
export function byStatus({ status, demanded, isOwing }: Place, step: string): string {
  const cell = BY_STATUS[step]!.split(" ")[STATUSES.indexOf(status)]!;
  if (step === "pay" && cell === "paid" && isOwing) return "CLAIMANT_OWES";
  if (step === "claw-back" && cell === "=" && demanded === "all") return "MORE_THAN_PAID";
  if (step === "repay" && demanded === "nothing") return "NOTHING_OWED";
  return cell === "=" ? status : cell;
}
