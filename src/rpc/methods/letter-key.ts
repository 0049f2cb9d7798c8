import { participantName } from "../../chain/participant.ts";
import { exchangeKeyRecord, exchangeKeys } from "../../transactions/letters/records.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** letter_key: to which key a participant's letters are encrypted, and which node takes them. */
export const key = defineMethod({
  name: "letter_key",
  summary:
    "The key to which a participant's confirmation letters are encrypted, and its node; null if it takes none.",
  params: { participant: of(participantName, "A firm or a bank.") },
  result: nullable(exchangeKeyRecord.schema),
  errors: {},
  example: { params: { participant: "bank-cn" } },
  right: "read",
  handle({ participant }, { ledger }) {
    const found = exchangeKeys.read(ledger, participant);
    return found === undefined ? null : exchangeKeyRecord.toJson(found);
  },
});
