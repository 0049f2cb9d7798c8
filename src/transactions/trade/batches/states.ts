import type { Move } from "../states.ts";
import type { BatchEvent } from "./history.ts";

/** Who has a part in a batch; the receiver is whom it is offered to. */
export type BatchParty =
  "producer" | "custodian" | "receiver" | "inspection" | "customs" | "regulator";
type BatchMove<Status extends string> = Move<Status, BatchEvent, BatchParty>;
type Waiting<Status extends string> = Readonly<Record<Status, readonly BatchParty[]>>;

export type Custody = "held" | "offered";
/** In whose hands a batch is. A recall is its own, or that of one that it was made from. */
export const custodyMoves: readonly BatchMove<Custody>[] = [
  { step: "created", by: ["producer"], from: [], to: "held" },
  { step: "offered", by: ["custodian"], from: ["held"], to: "offered", if: "not recalled" },
  { step: "offer-withdrawn", by: ["custodian"], from: ["offered"], to: "held" },
  { step: "taken-over", by: ["receiver"], from: ["offered"], to: "held", if: "not recalled" },
];
export const custodyWaitsFor: Waiting<Custody> = { held: [], offered: ["receiver"] };

export type Inspected = "passed" | "failed";
const INSPECTORS: readonly BatchParty[] = ["inspection", "customs"];
/** What the last inspection said; a batch that nobody has inspected is as one that passed, unless it was made from one that failed. */
export const inspectionMoves: readonly BatchMove<Inspected>[] = [
  { step: "inspected-failed", by: INSPECTORS, from: ["passed", "failed"], to: "failed" },
  { step: "inspected-passed", by: INSPECTORS, from: ["passed", "failed"], to: "passed" },
];
export const inspectionWaitsFor: Waiting<Inspected> = { passed: [], failed: [] };

export type Recalled = "none" | "producer" | "office";
const OFFICES: readonly BatchParty[] = ["inspection", "regulator"];
/** Whose recall is marked on a batch. An office's takes the place of its producer's; another office's does not. */
export const recallMoves: readonly BatchMove<Recalled>[] = [
  { step: "recalled", by: ["producer"], from: ["none"], to: "producer" },
  { step: "recalled", by: OFFICES, from: ["none", "producer"], to: "office" },
  { step: "recall-lifted", by: ["producer"], from: ["producer"], to: "none" },
  { step: "recall-lifted", by: OFFICES, from: ["office"], to: "none", if: "its own" },
];
export const recallWaitsFor: Waiting<Recalled> = {
  none: [],
  producer: ["producer"],
  office: OFFICES,
};
