import type { Ledger } from "../../state/ledger.ts";
import { addDeadline } from "../deadlines/deadlines.ts";
import type { OperationContext } from "../definition.ts";
import {
  type Deadline,
  type LetterRecord,
  letters,
  letterSteps,
  waitingLetters,
} from "./records.ts";
import { nextParty, type Step, transitions } from "./states.ts";

/** Whose operation it is and in which block; without a source where the ledger itself acts. */
export type Moment = Pick<OperationContext<unknown>, "height" | "timeMs"> &
  Partial<Pick<OperationContext<unknown>, "source" | "signers" | "operationId">>;

/** What a step changes of the letter, and what its history keeps of it. */
export interface Change {
  readonly changes?: Partial<LetterRecord>;
  readonly reason?: string | undefined;
  readonly commitment?: Uint8Array;
  readonly deadlines?: readonly Deadline[];
}

/** Takes a step: the letter as it is then, a line in its history, its deadlines, and whose turn it is. */
export function take(
  ledger: Ledger,
  letter: LetterRecord,
  step: Step,
  { source, signers = [], operationId, height, timeMs }: Moment,
  { changes, reason, commitment, deadlines = [] }: Change = {},
): LetterRecord {
  const { id, steps } = letter;
  const status = transitions[step].to ?? letter.status;
  const after = { ...letter, ...changes, status, steps: steps + 1 };
  letters.write(ledger, after, id);
  const by = { by: source, signers, operation: operationId, height, timeMs };
  letterSteps.write(ledger, { step, status, reason, commitment, deadlines, ...by }, id, steps);
  for (const { until } of deadlines) addDeadline(ledger, until, "letter", id);
  passOn(ledger, steps === 0 ? undefined : letter, after, height);
  return after;
}

function passOn(
  ledger: Ledger,
  before: LetterRecord | undefined,
  after: LetterRecord,
  height: number,
): void {
  const [had, has] = [before, after].map((letter) => {
    const party = letter && nextParty(letter.status);
    return party && letter[party];
  });
  if (had === has) return;
  if (had !== undefined) ledger.delete(waitingLetters.key(had, after.id));
  if (has !== undefined) waitingLetters.write(ledger, { height }, has, after.id);
}
