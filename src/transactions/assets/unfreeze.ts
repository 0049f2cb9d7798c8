import { field } from "../../primitives/fields/index.ts";
import { defineOperation } from "../definition.ts";
import { frozenResult, freezeFailures, setFrozen } from "./frozen.ts";
import { checkIssuer } from "./issuer.ts";
import { assets } from "./records.ts";

/** asset.unfreeze: ends a freeze of one holder, or that of everybody. */
export const unfreeze = defineOperation({
  tag: 0x0019,
  name: "asset.unfreeze",
  since: 3,
  summary: "Ends a freeze, of one holder or of everybody.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({
    asset: field.asset(),
    /** Absent: everybody. Who was frozen alone stays so. */
    holder: field.optional(field.account()),
  }),
  result: frozenResult,
  failures: { ...freezeFailures, NOT_FROZEN: "It is not frozen. Nothing is left to do." },
  keys: ({ body }) => [assets.key(body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply: ({ body }, ledger) => setFrozen(ledger, body, undefined, "NOT_FROZEN"),
});
