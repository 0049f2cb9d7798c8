import type { AccountId } from "../../primitives/account-id.ts";
import { assert } from "../../primitives/assert.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import type { Ledger, LedgerReader } from "../../state/ledger.ts";
import type { OperationContext } from "../definition.ts";
import { ownAccount } from "../participants/records.ts";
import { upToDate } from "./due.ts";
import { branches, type LetterRecord, letters } from "./records.ts";
import { type Party, type Step, transitions } from "./states.ts";

export const letterFailures = {
  UNKNOWN_LETTER: "No letter has this id. letter_list shows those of a participant.",
  NOT_YOUR_STEP:
    "This step is another party's, or another account of the bank handles the branch. letter_get shows whose turn it is.",
  WRONG_STATUS:
    "The letter is not where this can be done, or its time has passed. letter_get shows where it is.",
} as const;

/** The letter on which the source may take a step now. */
export function letterFor(
  ledger: Ledger,
  id: Uint8Array,
  step: Step,
  moment: Pick<OperationContext<unknown>, "source" | "height" | "timeMs">,
):
  | { readonly ok: true; readonly letter: LetterRecord }
  | { readonly ok: false; readonly code: keyof typeof letterFailures } {
  const found = letters.read(ledger, id);
  if (found === undefined) return { ok: false, code: "UNKNOWN_LETTER" };
  const { by, from } = transitions[step];
  assert(by !== "ledger", "the ledger takes its own steps at deadlines");
  if (!isParty(ledger, found, by, moment.source)) return { ok: false, code: "NOT_YOUR_STEP" };
  const letter = upToDate(ledger, found, moment);
  return from.includes(letter.status) ? { ok: true, letter } : { ok: false, code: "WRONG_STATUS" };
}

/** A bank may have said which of its accounts answers for a branch: then no other of its accounts does. */
function isParty(
  ledger: LedgerReader,
  letter: LetterRecord,
  party: Party,
  source: AccountId,
): boolean {
  if (ownAccount(ledger, source).participant !== letter[party]) return false;
  if (party !== "bank" || letter.branch === undefined) return true;
  const branch = branches.read(ledger, letter.bank, letter.branch);
  return branch === undefined || equalBytes(branch.handler, source);
}
