import { field } from "../../../primitives/fields/index.ts";

/** Where an imported order is. Entries are only ever added at the end. */
export const SALE_STATUSES = [
  "screening",
  "held",
  "approved",
  "refused",
  "shipping",
  "shipped",
] as const;
export const saleStatus = field.choice(SALE_STATUSES);
export type SaleStatus = (typeof SALE_STATUSES)[number];

export const saleDecision = field.choice(["approve", "hold", "refuse"]);
export type SaleDecision = "approve" | "hold" | "refuse";

/** Why an order is held or refused; what was said behind it is not for the ledger. */
export const saleReason = field.choice([
  "SUSPECTED_FRAUD",
  "ADDRESS_INCOMPLETE",
  "WRONG_PRICE",
  "BUYER_WITHDREW",
  "GOODS_DAMAGED",
  "OTHER",
]);

/** What an order becomes by a decision, from where that can be taken. What is refused while parts are on their way is the rest. */
export const DECISIONS: Readonly<
  Record<SaleDecision, Readonly<Partial<Record<SaleStatus, SaleStatus>>>>
> = {
  approve: { screening: "approved", held: "approved" },
  hold: { screening: "held", approved: "held" },
  refuse: { screening: "refused", held: "refused", approved: "refused", shipping: "shipped" },
};

/** Somebody has to look at it. */
export const IN_SCREENING: readonly SaleStatus[] = ["screening", "held"];
/** The warehouse has something to send. */
export const TO_SHIP: readonly SaleStatus[] = ["approved", "shipping"];
