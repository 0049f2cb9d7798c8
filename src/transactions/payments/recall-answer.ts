import type { AccountId } from "../../primitives/account-id.ts";
import { dayOf, endOfDayMs } from "../../primitives/civil-day.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { ownerOf } from "../participants/records.ts";
import { parameterAt } from "../rules/parameter-at.ts";
import { addWorkingDays } from "../rules/working-days.ts";

/** Of an account whose owner has no country of its own: no regulator sets anything for it. */
const NO_COUNTRY = "ZZ";

/** The end of the last working day, in the receiver's country, on which a recall of now is answered in time. */
export function answerBy(ledger: LedgerReader, creditor: AccountId, timeMs: number): number {
  const country = ownerOf(ledger, creditor)?.country ?? NO_COUNTRY;
  const { value } = parameterAt(ledger, country, "recall-answer-days", timeMs);
  return endOfDayMs(addWorkingDays(ledger, country, dayOf(timeMs), Number(value)).day);
}
