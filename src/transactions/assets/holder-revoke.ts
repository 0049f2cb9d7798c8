import { defineOperation } from "../definition.ts";
import { holderBody, holderFailures, holderResult, setAuthorised } from "./holder.ts";
import { checkIssuer } from "./issuer.ts";
import { balances } from "./records.ts";

/** asset.holder.revoke: an account may no longer receive or pay an asset. What it has it may redeem. */
export const holderRevoke = defineOperation({
  tag: 0x0017,
  name: "asset.holder.revoke",
  since: 3,
  summary: "Takes an account's authorisation to hold an asset back; it may redeem what it has.",
  signatories: ["gateway"],
  threshold: "medium",
  body: holderBody,
  result: holderResult,
  failures: {
    ...holderFailures,
    NOT_AUTHORISED: "The account is not authorised. Nothing is left to do.",
  },
  keys: ({ body }) => [balances.key(body.holder, body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply: ({ body }, ledger) => setAuthorised(ledger, body, false, "NOT_AUTHORISED"),
});
