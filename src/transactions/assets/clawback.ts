import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { debit } from "./balance.ts";
import { assetWith, checkIssuer, optionFailures } from "./issuer.ts";
import { assets, balances } from "./records.ts";

/** asset.clawback: the issuer takes an amount from a holder and destroys it, as a court or its terms demand. */
export const clawback = defineOperation({
  tag: 0x001a,
  name: "asset.clawback",
  since: 3,
  summary: "Takes an amount of an asset from a holder and destroys it.",
  signatories: ["gateway"],
  threshold: "high",
  body: field.record({
    from: field.account(),
    amount: field.amount(),
    /** Everyone can read it. */
    reason: field.text(140),
  }),
  result: field.record({ burned: field.amount(), supply: field.uint64() }),
  failures: {
    ...optionFailures,
    ZERO_AMOUNT: "The amount is zero. Take at least one minor unit.",
    INSUFFICIENT_BALANCE:
      "The holder has less available. What is on hold is promised to others and cannot be taken.",
  },
  keys: ({ body }) => [assets.key(body.amount.asset), balances.key(body.from, body.amount.asset)],
  check({ source, body }) {
    if (body.amount.minor === 0n) return "ZERO_AMOUNT";
    return checkIssuer(source, body.amount.asset);
  },
  apply({ body: { from, amount } }, ledger) {
    const found = assetWith(ledger, amount.asset, "clawback");
    if (!found.ok) return fail(found.code);
    if (!debit(ledger, from, amount)) return fail("INSUFFICIENT_BALANCE");
    const supply = found.value.supply - amount.minor;
    assets.write(ledger, { ...found.value, supply }, amount.asset);
    return done({ burned: amount, supply });
  },
});
