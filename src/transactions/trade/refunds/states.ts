import type { Move } from "../states.ts";
import type { ClaimRecord } from "./claims.ts";
import type { ClaimEvent } from "./history.ts";
import type { InvoiceRecord } from "./invoices.ts";

type ClaimStatus = ClaimRecord["status"];

/** Who has a part in a claim; the treasury, which pays, is the tax authority's account. Customs sees goods come back. */
export type ClaimParty = "exporter" | "tax authority" | "customs";

const OPEN: readonly ClaimStatus[] = ["filed", "approved"];

/** The life of a claim for export refund. */
export const claimMoves: readonly Move<ClaimStatus, ClaimEvent, ClaimParty>[] = [
  { step: "claim", by: ["exporter"], from: [], to: "filed" },
  { step: "approve", by: ["tax authority"], from: ["filed"], to: "approved" },
  { step: "refuse", by: ["tax authority"], from: OPEN, to: "refused" },
  { step: "withdraw", by: ["exporter"], from: ["filed"], to: "withdrawn" },
  { step: "pay", by: ["tax authority"], from: ["approved"], to: "paid", if: "nothing is owed" },
  { step: "goods-back", by: ["customs"], from: [...OPEN, "paid"], if: "a part" },
  { step: "goods-back", by: ["customs"], from: OPEN, to: "void", if: "all" },
  { step: "claw-back", by: ["tax authority"], from: ["paid"], if: "not more than was paid" },
  { step: "repay", by: ["exporter"], from: ["paid"], if: "something is owed" },
];

/** Whose turn it is; of a paid claim only while something is owed. */
export const claimWaitsFor: Readonly<Record<ClaimStatus, readonly ClaimParty[]>> = {
  filed: ["tax authority"],
  approved: ["tax authority"],
  refused: [],
  withdrawn: [],
  paid: [],
  void: [],
};

type InvoiceStatus = InvoiceRecord["status"];
/** The life of a VAT special invoice. One that was refused is filed anew by whoever has it in hand, as its own. */
export const invoiceMoves: readonly Move<
  InvoiceStatus,
  "file" | "confirm" | "refuse",
  "exporter" | "another exporter" | "tax authority"
>[] = [
  { step: "file", by: ["exporter"], from: [], to: "filed" },
  { step: "confirm", by: ["tax authority"], from: ["filed"], to: "confirmed" },
  { step: "refuse", by: ["tax authority"], from: ["filed"], to: "refused" },
  { step: "file", by: ["exporter", "another exporter"], from: ["refused"], to: "filed" },
];
export const invoiceWaitsFor: Readonly<Record<InvoiceStatus, readonly "tax authority"[]>> = {
  filed: ["tax authority"],
  confirmed: [],
  refused: [],
};
