import { defineOperation } from "../definition.ts";
import { holderBody, holderFailures, holderResult, setAuthorised } from "./holder.ts";
import { checkIssuer } from "./issuer.ts";
import { balances } from "./records.ts";

/** asset.holder.authorise: an account may receive and pay an asset whose holders need that. */
export const holderAuthorise = defineOperation({
  tag: 0x0016,
  name: "asset.holder.authorise",
  since: 3,
  summary: "Lets an account hold an asset whose holders need the issuer's authorisation.",
  signatories: ["gateway"],
  threshold: "medium",
  body: holderBody,
  result: holderResult,
  failures: {
    ...holderFailures,
    AUTHORISED_ALREADY: "The account is authorised. Nothing is left to do.",
  },
  keys: ({ body }) => [balances.key(body.holder, body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply: ({ body }, ledger) => setAuthorised(ledger, body, true, "AUTHORISED_ALREADY"),
});
