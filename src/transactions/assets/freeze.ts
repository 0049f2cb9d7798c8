import { field } from "../../primitives/fields/index.ts";
import { defineOperation } from "../definition.ts";
import { frozenResult, freezeFailures, setFrozen } from "./frozen.ts";
import { checkIssuer } from "./issuer.ts";
import { assets } from "./records.ts";

/** asset.freeze: nothing of an asset moves, of one holder or of all, until the issuer ends it. Holds stay what they are. */
export const freeze = defineOperation({
  tag: 0x0018,
  name: "asset.freeze",
  since: 3,
  summary: "Keeps one holder of an asset, or all of them, from paying and from being paid.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({
    asset: field.asset(),
    /** Absent: everybody. */
    holder: field.optional(field.account()),
    /** Everyone can read it. */
    reason: field.text(140),
  }),
  result: frozenResult,
  failures: {
    ...freezeFailures,
    FROZEN_ALREADY: "It is frozen. End that first to give another reason.",
  },
  keys: ({ body }) => [assets.key(body.asset)],
  check: ({ source, body }) => checkIssuer(source, body.asset),
  apply: ({ body }, ledger) => setFrozen(ledger, body, body.reason, "FROZEN_ALREADY"),
});
