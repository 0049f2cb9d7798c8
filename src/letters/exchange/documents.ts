import { equalBytes } from "../../primitives/bytes.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { type LetterRecord, letterSteps } from "../../transactions/letters/records.ts";
import type { Kind } from "../form/head.ts";

/** A document that the ledger commits to now, and which way it goes. */
export interface Committed {
  readonly kind: Kind;
  readonly commitment: Uint8Array;
  readonly from: "firm" | "bank";
  /** False while the bank has prepared it and a second person has not given it. */
  readonly isGiven: boolean;
}

/** How far back a question is looked for: an answer takes a few steps. */
const STEPS_BACK = 50;

/** The documents of a letter that its ends may have to exchange. */
export function committedDocuments(ledger: LedgerReader, letter: LetterRecord): Committed[] {
  const { commitment, reply, prepared } = letter;
  const question = questionOf(ledger, letter);
  const found: Committed[] = [{ kind: "request", commitment, from: "firm", isGiven: true }];
  const answers = [
    ...(reply === undefined ? [] : [{ commitment: reply.commitment, isGiven: true }]),
    ...(prepared === undefined ? [] : [{ commitment: prepared.commitment, isGiven: false }]),
  ];
  for (const one of answers) found.push({ kind: "reply", from: "bank", ...one });
  if (question !== undefined) {
    found.push({ kind: "question", commitment: question, from: "firm", isGiven: true });
  }
  return found;
}

/** The one that has a commitment; undefined if the ledger commits to none like that, or no more. */
export function documentOf(
  ledger: LedgerReader,
  letter: LetterRecord,
  commitment: Uint8Array,
): Committed | undefined {
  const all = committedDocuments(ledger, letter);
  return all.find((one) => equalBytes(one.commitment, commitment));
}

function questionOf(ledger: LedgerReader, { id, steps }: LetterRecord): Uint8Array | undefined {
  for (let place = steps - 1; place >= Math.max(0, steps - STEPS_BACK); place--) {
    const step = letterSteps.read(ledger, id, place);
    if (step?.step === "follow-up") return step.commitment;
  }
  return undefined;
}
