import { NAME } from "../chain/participant.ts";
import { parseAccount } from "../primitives/account-id.ts";
import { FieldError } from "../primitives/fields/field.ts";
import type { LedgerReader } from "../state/ledger.ts";
import {
  ownerOf,
  type ParticipantRecord,
  participants,
} from "../transactions/participants/records.ts";
import type { Input } from "./inputs.ts";

type Named = { readonly name: string } | { readonly account: Uint8Array };

/** Unlike an account parameter, an unknown name is no error here: whether it is taken may be the question. */
export const participantInput: Input<Named> = {
  schema: { type: "string", description: "A participant's name or account (ptl1…)." },
  required: true,
  parse(json) {
    if (typeof json !== "string") throw new FieldError("must be a name or an account (ptl1…)");
    const account = parseAccount(json);
    if (account !== undefined) return { account };
    if (NAME.test(json)) return { name: json };
    throw new FieldError("is neither a name nor an account (ptl1…)");
  },
};

/** Who that is; undefined if nobody. */
export function participantNamed(
  ledger: LedgerReader,
  named: Named,
): ParticipantRecord | undefined {
  return "name" in named ? participants.read(ledger, named.name) : ownerOf(ledger, named.account);
}
