/**
 * Where an order of a mall goes by which step, and what is said where it does not: written apart from src/, from docs/domain section 4.
 * A cell is the status that follows, or the failure; "=" is that it stays.
 */

export const STATUSES = ["placed", "paid", "shipping", "shipped", "done", "cancelled"] as const;
export const REFUNDS = ["none", "asked", "refused", "disputed"] as const;
export const STEPS = [
  ...["pay", "ship-part", "ship-rest", "accept", "cancel"],
  ...["ask", "agree", "refuse", "dispute", "decide", "return"],
] as const;
export type Step = "pay" | "ship-part" | "ship-rest" | "accept" | "cancel" | RefundStep | "return";
type RefundStep = "ask" | "agree" | "refuse" | "dispute" | "decide";

const OVER = "ORDER_DONE ORDER_CANCELLED";
const IN_ESCROW = `NOT_PAID = = = ${OVER}`;
// step:      placed paid shipping shipped done cancelled
const BY_STATUS: Readonly<Record<Step, string>> = {
  pay: `paid ALREADY_PAID ALREADY_PAID ALREADY_PAID ${OVER}`,
  "ship-part": `NOT_PAID shipping shipping ALREADY_SHIPPED ${OVER}`,
  "ship-rest": `NOT_PAID shipped shipped ALREADY_SHIPPED ${OVER}`,
  accept: `NOT_PAID NOT_SHIPPED NOT_SHIPPED done ${OVER}`,
  cancel: `cancelled cancelled shipped ALREADY_SHIPPED ${OVER}`,
  ask: IN_ESCROW,
  agree: IN_ESCROW,
  refuse: IN_ESCROW,
  dispute: IN_ESCROW,
  decide: "NOT_DISPUTED done done done NOT_DISPUTED NOT_DISPUTED",
  return: "= = = = = =",
};

// step:      none asked refused disputed
const BY_REFUND: Readonly<Partial<Record<Step, string>>> = {
  accept: "none none none DISPUTED",
  cancel: "none REFUND_ASKED REFUND_ASKED REFUND_ASKED",
  ask: "asked REFUND_ASKED REFUND_ASKED REFUND_ASKED",
  agree: "NOTHING_ASKED none NOTHING_ASKED NOTHING_ASKED",
  refuse: "NOTHING_ASKED refused NOTHING_ASKED NOTHING_ASKED",
  dispute: "NOTHING_REFUSED NOTHING_REFUSED disputed NOTHING_REFUSED",
  decide: "NOT_DISPUTED NOT_DISPUTED NOT_DISPUTED none",
};

/** What of an order decides. */
export interface Place {
  readonly status: (typeof STATUSES)[number];
  readonly refund: (typeof REFUNDS)[number];
  /** The refund is all of the money. */
  readonly isAll: boolean;
  /** An inventory list was matched with it, and customs has released it. */
  readonly isDeclared: boolean;
  /** Something was sent. */
  readonly isSent: boolean;
}

export const PEOPLE = [
  ...["buyer", "platform", "merchant", "warehouse", "arbiter"],
  ...["payment firm", "partner", "another merchant", "another warehouse", "customs"],
] as const;
export type Who = (typeof PEOPLE)[number];

const WITHOUT_MONEY = ["arbiter", "customs"];
const SENDERS = ["merchant", "warehouse"];
const isMerchant = (who: Who): boolean => /merchant$/.test(who);
const isSender = (who: Who): boolean => /(merchant|warehouse)$/.test(who);
const payers = { whose: ["buyer"], stranger: "NOT_YOUR_ORDER", may: hasMoney };
const sellers = { whose: ["merchant"], stranger: "NOT_YOUR_SALE", may: isMerchant };
const senders = { whose: SENDERS, stranger: "NOT_YOUR_GOODS", may: isSender };
const cancellers = { ...payers, whose: ["buyer", "platform", "merchant"] };
const deciders = { whose: ["arbiter"], stranger: "NOT_THE_ARBITER", may: () => true };

interface Rights {
  /** Whose step it is. */
  readonly whose: readonly string[];
  /** What others are told. */
  readonly stranger: string;
  /** Whether a role may be the source of it at all. */
  readonly may: (who: Who) => boolean;
}

const RIGHTS: Readonly<Record<Step, Rights>> = {
  ...{ pay: payers, accept: payers, ask: payers, dispute: payers },
  ...{ "ship-part": senders, "ship-rest": senders, return: senders },
  ...{ agree: sellers, refuse: sellers, cancel: cancellers, decide: deciders },
};

function hasMoney(who: Who): boolean {
  return !WITHOUT_MONEY.includes(who);
}

export const isFailure = (cell: string): boolean => /^[A-Z_]+$/.test(cell);
const cellOf = (row: string, at: number): string => row.split(" ")[at]!;

/** What follows, or the failure. */
export function byStep(place: Place, step: Step, who: Who): Place | string {
  const { whose, stranger, may } = RIGHTS[step];
  if (!may(who)) return "ROLE_NOT_ALLOWED";
  const next = cellOf(BY_STATUS[step], STATUSES.indexOf(place.status));
  const isStranger = !whose.includes(who);
  // Shipping and cancelling look at the order first, everything else at who asks.
  const isOrderFirst = ["ship-part", "ship-rest", "cancel"].includes(step);
  if (isOrderFirst && isFailure(next)) return next;
  if (isStranger) return stranger;
  if (isFailure(next)) return next;
  const why = whyNot(place, step, who);
  if (why !== undefined) return why;
  const row = BY_REFUND[step];
  const refund = row === undefined ? place.refund : cellOf(row, REFUNDS.indexOf(place.refund));
  if (isFailure(refund)) return refund;
  if (step === "cancel" && place.status !== "shipping" && place.isDeclared) return "ORDER_DECLARED";
  const isOver = step === "agree" && place.isAll;
  const status = isOver ? "done" : next === "=" ? place.status : (next as Place["status"]);
  return { ...place, status, refund: refund as Place["refund"] };
}

function whyNot(place: Place, step: Step, who: Who): string | undefined {
  if (step === "return" && !place.isSent) return "MORE_THAN_BOUGHT";
  if (step === "cancel" && place.status === "shipping" && who !== "merchant") {
    return "PARTLY_SHIPPED";
  }
  return step.startsWith("ship-") && !place.isDeclared ? "NOT_RELEASED" : undefined;
}

/** Where it is once nobody has done in time what it waited for. */
export function byTime(place: Place): Place {
  const { status, refund, isAll, isDeclared } = place;
  if (refund === "disputed") return place;
  if (refund === "asked") return { ...place, refund: "none", status: isAll ? "done" : status };
  if (refund === "refused") return { ...place, refund: "none" };
  if (status === "placed") return { ...place, status: "cancelled" };
  // What customs has is not cancelled over anybody's head: it is tried again a day later.
  if (status === "paid") return isDeclared ? place : { ...place, status: "cancelled" };
  if (status === "shipping") return { ...place, status: "shipped" };
  return status === "shipped" ? { ...place, status: "done" } : place;
}
