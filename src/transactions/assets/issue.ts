import { assetIssuer } from "../../primitives/asset-id.ts";
import { equalBytes } from "../../primitives/bytes.ts";
import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { accounts } from "../participants/records.ts";
import { credit, U64_MAX } from "./balance.ts";
import { assets, balances } from "./records.ts";

/** asset.issue: the issuer creates an amount against fiat that it received. */
export const issue = defineOperation({
  tag: 0x0011,
  name: "asset.issue",
  since: 1,
  summary: "Creates an amount of the source's own asset for an account.",
  signatories: ["gateway"],
  threshold: "medium",
  body: field.record({
    to: field.account(),
    amount: field.amount(),
    /** The issuer's reference of the fiat received. */
    reference: field.optional(field.text(35)),
  }),
  result: field.record({ supply: field.uint64() }),
  failures: {
    ZERO_AMOUNT: "The amount is zero. Issue at least one minor unit.",
    NOT_ISSUER: "Only its issuer creates an asset. Sign with the issuer's key.",
    UNKNOWN_ASSET: "The asset is not defined. Define it first with asset.define.",
    UNKNOWN_ACCOUNT: "The receiving account is not registered. Check the address.",
    SUPPLY_OVERFLOW: "The supply would exceed 2^64−1 minor units. Issue less.",
  },
  keys: ({ body }) => [
    assets.key(body.amount.asset),
    accounts.key(body.to),
    balances.key(body.to, body.amount.asset),
  ],
  check({ source, body }) {
    if (body.amount.minor === 0n) return "ZERO_AMOUNT";
    return equalBytes(assetIssuer(body.amount.asset), source) ? undefined : "NOT_ISSUER";
  },
  apply({ body: { to, amount } }, ledger) {
    const record = assets.read(ledger, amount.asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    if (!ledger.has(accounts.key(to))) return fail("UNKNOWN_ACCOUNT");
    const supply = record.supply + amount.minor;
    if (supply > U64_MAX) return fail("SUPPLY_OVERFLOW");
    assets.write(ledger, { ...record, supply }, amount.asset);
    credit(ledger, to, amount);
    return done({ supply });
  },
});
