import { field } from "../../primitives/fields/index.ts";
import { defineOperation, done, fail } from "../definition.ts";
import { accounts } from "../participants/records.ts";
import { credit, U64_MAX } from "./balance.ts";
import { receiveFailures, whyNotReceive } from "./control.ts";
import { checkIssuer, issuerFailures } from "./issuer.ts";
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
    ...issuerFailures,
    ...receiveFailures,
    ASSET_FROZEN: "You have frozen the asset for everybody. End that with asset.unfreeze first.",
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
    return checkIssuer(source, body.amount.asset);
  },
  apply({ body: { to, amount } }, ledger) {
    const record = assets.read(ledger, amount.asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    if (!ledger.has(accounts.key(to))) return fail("UNKNOWN_ACCOUNT");
    const supply = record.supply + amount.minor;
    if (supply > U64_MAX) return fail("SUPPLY_OVERFLOW");
    const code = whyNotReceive(ledger, to, amount);
    if (code !== undefined) return fail(code);
    assets.write(ledger, { ...record, supply }, amount.asset);
    credit(ledger, to, amount);
    return done({ supply });
  },
});
