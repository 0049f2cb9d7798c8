/**
 * Where an order of another mall goes by which step, and what is said where it does not: written apart from src/, from docs/domain
 * section 4. A cell is the status that follows, or the failure; "=" is that it stays, "-" is WRONG_STATUS.
 */

export const STATUSES = [
  ...["screening", "held", "approved", "refused", "shipping", "shipped"],
] as const;
export const STEPS = [
  ...["import", "approve", "hold", "refuse", "ship-part", "ship-rest", "return", "exchange"],
] as const;

const NOTHING_OUT = "MORE_THAN_OUT MORE_THAN_OUT MORE_THAN_OUT MORE_THAN_OUT";
// step:   screening held approved refused shipping shipped
const BY_STATUS: Readonly<Record<string, string>> = {
  approve: "approved approved - - - -",
  hold: "held - held - - -",
  refuse: "refused refused refused - shipped -",
  "ship-part": "- - shipping - shipping -",
  "ship-rest": "- - shipped - shipped -",
  return: `${NOTHING_OUT} = =`,
  exchange: `${NOTHING_OUT} shipping shipping`,
};

/** What of an order decides. */
export interface Place {
  readonly status: string;
  /** The platform brought it in, and not the merchant. */
  readonly isPlatforms: boolean;
  /** The days to give goods back are over. */
  readonly isLate: boolean;
}

export const PEOPLE = [
  ...["merchant", "merchant's second", "warehouse", "warehouse's second", "platform"],
  ...["another merchant", "another warehouse", "customs"],
] as const;

const isWarehouse = (who: string): boolean => /warehouse($|'s)/.test(who);
export const isFailure = (cell: string): boolean => /^[A-Z_]+$/.test(cell);

/** Who is told what before the order is looked at. */
function strangerTo(step: string, who: string, { isPlatforms }: Place): string | undefined {
  if (who === "customs") return "ROLE_NOT_ALLOWED";
  if (["approve", "hold", "refuse"].includes(step)) {
    if (who.startsWith("another") || (who === "platform" && isPlatforms)) return "NOT_A_PARTY";
    return who === "merchant" && !isPlatforms ? "SAME_SIGNER" : undefined;
  }
  if (step === "import") {
    if (isWarehouse(who)) return "ROLE_NOT_ALLOWED";
    return who === "another merchant" ? "NOT_A_PARTY" : undefined;
  }
  if (!isWarehouse(who)) return "ROLE_NOT_ALLOWED";
  return who === "another warehouse" ? "NOT_YOUR_ENTERPRISE" : undefined;
}

/** The status that follows, or the failure. */
export function byStep(place: Place, step: string, who: string): string {
  const stranger = strangerTo(step, who, place);
  if (stranger !== undefined) return stranger;
  // The same again changes nothing; this is another order of the same number.
  if (step === "import") return "CONTENT_DIFFERS";
  const cell = BY_STATUS[step]!.split(" ")[(STATUSES as readonly string[]).indexOf(place.status)]!;
  if (cell === "-") return "WRONG_STATUS";
  const isBack = step === "return" || step === "exchange";
  if (isBack && place.isLate && !isFailure(cell)) return "TOO_LATE";
  return cell === "=" ? place.status : cell;
}
