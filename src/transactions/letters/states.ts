import { field } from "../../primitives/fields/index.ts";
import type { ValueOf } from "../../primitives/fields/field.ts";

/** Where a letter is. Entries are only ever added at the end. */
export const STATUSES = [
  "issued",
  "returned",
  "accepted",
  "refused",
  "authorised",
  "prepared",
  "replied",
  "received",
  "queried",
  "lapsed",
  "closed",
] as const;
export const status = field.choice(STATUSES);
export type Status = ValueOf<typeof status>;

/** Who has a part in a letter (ISA 505): the auditor, the audited client, the confirming party. */
export type Party = "firm" | "entity" | "bank";

/** What happens to a letter. The last two are the ledger's own, at a deadline. Entries are only ever added at the end. */
export const STEPS = [
  "issue",
  "accept",
  "return",
  "cure",
  "authorise",
  "refuse",
  "prepare",
  "reply",
  "receive",
  "follow-up",
  "close",
  "overdue",
  "lapse",
] as const;
export type Step = (typeof STEPS)[number];

interface Transition {
  /** The ledger takes what is nobody's. */
  readonly by: Party | "ledger";
  readonly from: readonly Status[];
  /** Absent: the letter stays where it is. */
  readonly to?: Status;
}

/** The bank owes an answer. */
const answering: readonly Status[] = ["authorised", "prepared", "queried"];

/** The life of a letter (docs/domain section 3): from where each step leads to where, and who takes it. */
export const transitions: Readonly<Record<Step, Transition>> = {
  issue: { by: "firm", from: [], to: "issued" },
  accept: { by: "bank", from: ["issued"], to: "accepted" },
  return: { by: "bank", from: ["issued", "accepted", "authorised", "prepared"], to: "returned" },
  cure: { by: "firm", from: ["returned"], to: "issued" },
  authorise: { by: "entity", from: ["accepted"], to: "authorised" },
  refuse: { by: "entity", from: ["accepted"], to: "refused" },
  prepare: { by: "bank", from: answering, to: "prepared" },
  reply: { by: "bank", from: ["prepared"], to: "replied" },
  receive: { by: "firm", from: ["replied"], to: "received" },
  "follow-up": { by: "firm", from: ["received"], to: "queried" },
  close: { by: "firm", from: STATUSES.filter((one) => one !== "closed"), to: "closed" },
  overdue: { by: "ledger", from: answering },
  lapse: { by: "ledger", from: ["issued", "returned", "accepted", ...answering], to: "lapsed" },
};

/** Whose turn it is: who can take the letter on from there, and not back; nobody's once it is closed. */
export function nextParty(at: Status): Party | undefined {
  const ways = STEPS.filter((step) => step !== "return" && transitions[step].from.includes(at));
  return ways.map((step) => transitions[step].by).find((one) => one !== "ledger");
}
