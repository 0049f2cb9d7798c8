/**
 * Where a batch goes by which step (in whose hands it is, what the last inspection said, who recalls it), and what is said where it does
 * not: written apart from src/, from docs/domain section 4.
 */

export const PEOPLE = [
  ...["producer", "custodian", "receiver", "inspection", "customs", "regulator"],
  ...["another merchant", "another country's inspection", "another country's customs"],
] as const;
export const RECALLERS = ["none", "producer", "inspection", "regulator"] as const;
export const STEPS = [
  ...["offer", "withdraw the offer", "take over", "fail", "pass", "recall", "lift"],
] as const;

/** What of a batch decides. */
export interface Place {
  readonly isOffered: boolean;
  readonly hasFailed: boolean;
  readonly recalledBy: (typeof RECALLERS)[number];
  /** One that it was made from is recalled. */
  readonly isReached: boolean;
}

type Outcome = Place | string;
const TRADERS = ["producer", "custodian", "receiver", "another merchant"];
const MERCHANTS = ["producer", "another merchant"];
const isAbroad = (who: string): boolean => who.startsWith("another country's");

const BY_STEP: Readonly<Record<string, (place: Place, who: string) => Outcome>> = {
  offer(place, who) {
    if (!TRADERS.includes(who)) return "ROLE_NOT_ALLOWED";
    if (who !== "custodian") return "NOT_YOUR_CUSTODY";
    if (isRecalled(place)) return "RECALLED";
    return place.isOffered ? "OFFER_OPEN" : { ...place, isOffered: true };
  },
  "withdraw the offer"(place, who) {
    if (!TRADERS.includes(who)) return "ROLE_NOT_ALLOWED";
    if (who !== "custodian") return "NOT_YOUR_CUSTODY";
    return place.isOffered ? { ...place, isOffered: false } : "NOTHING_OFFERED";
  },
  "take over"(place, who) {
    if (!TRADERS.includes(who)) return "ROLE_NOT_ALLOWED";
    if (who !== "receiver" || !place.isOffered) return "NOT_OFFERED";
    return isRecalled(place) ? "RECALLED" : { ...place, isOffered: false };
  },
  fail: (place, who) => whyNotInspect(who) ?? { ...place, hasFailed: true },
  pass: (place, who) => whyNotInspect(who) ?? { ...place, hasFailed: false },
  recall(place, who) {
    if (!mayRecall(who)) return "ROLE_NOT_ALLOWED";
    if (who === "another merchant") return "NOT_YOUR_BATCH";
    if (isAbroad(who)) return "NOT_YOUR_COUNTRY";
    const isFree =
      place.recalledBy === "none" || (place.recalledBy === "producer" && who !== "producer");
    return isFree ? { ...place, recalledBy: who as Place["recalledBy"] } : "RECALLED_ALREADY";
  },
  lift(place, who) {
    if (!mayRecall(who)) return "ROLE_NOT_ALLOWED";
    if (place.recalledBy === "none") return "NOT_RECALLED";
    return place.recalledBy === who ? { ...place, recalledBy: "none" } : "NOT_YOUR_RECALL";
  },
};

const isRecalled = ({ recalledBy, isReached }: Place): boolean =>
  recalledBy !== "none" || isReached;
const mayRecall = (who: string): boolean =>
  MERCHANTS.includes(who) || who === "regulator" || who.endsWith("inspection");

function whyNotInspect(who: string): string | undefined {
  if (who === "regulator") return "ROLE_NOT_ALLOWED";
  if (TRADERS.includes(who)) return "NOT_YOURS_TO_SAY";
  return isAbroad(who) ? "NOT_YOUR_COUNTRY" : undefined;
}

/** What follows, or the failure. */
export function byStep(place: Place, step: string, who: string): Outcome {
  return BY_STEP[step]!(place, who);
}
