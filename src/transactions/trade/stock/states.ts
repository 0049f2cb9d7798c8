import type { ValueOf } from "../../../primitives/fields/field.ts";
import type { Move } from "../states.ts";
import type { CountRecord } from "./counts.ts";
import type { ReplenishmentRecord } from "./replenish.ts";
import { DECISIONS, type SaleDecision, type SaleStatus, TO_SHIP } from "./sale-states.ts";
import type { saleStep } from "./sale-steps.ts";
import type { TransferRecord } from "./transfers.ts";

/** Who has a part in an order of another mall. */
export type SaleParty = "merchant" | "warehouse" | "platform";
type SaleMove = Move<SaleStatus, ValueOf<typeof saleStep>, SaleParty>;

const SENT: readonly SaleStatus[] = ["shipping", "shipped"];
const PARTIES: readonly SaleParty[] = ["merchant", "warehouse", "platform"];
/** The warehouse's alone. */
const by = ["warehouse"] as const;

const decisions = (Object.keys(DECISIONS) as SaleDecision[]).flatMap((step) =>
  (Object.entries(DECISIONS[step]) as [SaleStatus, SaleStatus][]).map(([from, to]): SaleMove => ({
    step,
    by: PARTIES,
    from: [from],
    to,
    if: "a second person",
  })),
);

/** The life of an order of another mall. */
export const saleMoves: readonly SaleMove[] = [
  { step: "import", by: ["merchant", "platform"], from: [], to: "screening" },
  ...decisions,
  { step: "ship", by, from: TO_SHIP, to: "shipping", if: "a part" },
  { step: "ship", by, from: TO_SHIP, to: "shipped", if: "the rest" },
  { step: "return", by, from: SENT, if: "in time" },
  { step: "exchange", by, from: SENT, to: "shipping", if: "in time" },
];

/** Whose turn it is. Nothing lapses by itself. */
export const saleWaitsFor: Readonly<Record<SaleStatus, readonly SaleParty[]>> = {
  screening: PARTIES,
  held: PARTIES,
  approved: by,
  refused: [],
  shipping: by,
  shipped: [],
};

type CountStatus = CountRecord["status"];
/** The life of a count of a shelf. */
export const countMoves: readonly Move<CountStatus, "count" | "approve" | "refuse", SaleParty>[] = [
  { step: "count", by, from: [], to: "open" },
  ...(["approve", "refuse"] as const).map((step) => ({
    ...{ step, by: ["warehouse", "merchant"] as const, from: ["open"] as const },
    ...{ to: step === "approve" ? ("approved" as const) : ("refused" as const) },
    if: "a second person",
  })),
];
export const countWaitsFor: Readonly<Record<CountStatus, readonly SaleParty[]>> = {
  open: ["warehouse", "merchant"],
  approved: [],
  refused: [],
};

type TransferStatus = TransferRecord["status"];
type TransferParty = "sending warehouse" | "receiving warehouse";
/** The life of goods on their way from one warehouse to another. */
export const transferMoves: readonly Move<TransferStatus, "transfer" | "receive", TransferParty>[] =
  [
    { step: "transfer", by: ["sending warehouse"], from: [], to: "sent" },
    { step: "receive", by: ["receiving warehouse"], from: ["sent"], to: "received" },
  ];
export const transferWaitsFor: Readonly<Record<TransferStatus, readonly TransferParty[]>> = {
  sent: ["receiving warehouse"],
  received: [],
};

type ReplenishmentStatus = ReplenishmentRecord["status"];
/** The life of what a rule asks for. */
export const replenishmentMoves: readonly Move<
  ReplenishmentStatus,
  "ask" | "receive" | "remove the rule",
  SaleParty
>[] = [
  { step: "ask", by: ["ledger"], from: [], to: "open" },
  { step: "receive", by, from: ["open"], to: "received" },
  { step: "remove the rule", by: ["merchant"], from: ["open"], to: "withdrawn" },
];
export const replenishmentWaitsFor: Readonly<Record<ReplenishmentStatus, readonly SaleParty[]>> = {
  open: by,
  received: [],
  withdrawn: [],
};
