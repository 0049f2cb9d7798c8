import { equalBytes } from "../../../primitives/bytes.ts";
import { field } from "../../../primitives/fields/index.ts";
import { assets } from "../../assets/records.ts";
import { defineOperation, done, fail } from "../../definition.ts";
import { ownAccount, participants } from "../../participants/records.ts";
import { treasuries } from "./treasury.ts";

/** Minor units of declarations and of the ledger are the same ones. */
const DECIMALS = 2;

/** customs.treasury.set: a country's tax authority says in which asset it is paid, and takes it to the account that says so. */
export const setTreasury = defineOperation({
  tag: 0x0431,
  name: "customs.treasury.set",
  since: 8,
  summary: "The tax authority names the asset and the account to which customs taxes are paid.",
  signatories: ["tax"],
  threshold: "high",
  body: field.record({ asset: field.asset() }),
  result: field.record({ account: field.account() }),
  failures: {
    UNKNOWN_ASSET: "The asset is not defined. asset_list shows those that are.",
    WRONG_DECIMALS: "Declarations count hundredths; name an asset with two decimals.",
    ASSET_FIXED:
      "Guarantees and bills are in the asset that was named first, so it stays. Name that one to change the account.",
  },
  keys: ({ body }) => [assets.key(body.asset)],
  check: () => undefined,
  apply({ source, body: { asset }, height }, ledger) {
    const { country } = participants.read(ledger, ownAccount(ledger, source).participant)!;
    const record = assets.read(ledger, asset);
    if (record === undefined) return fail("UNKNOWN_ASSET");
    if (record.decimals !== DECIMALS) return fail("WRONG_DECIMALS");
    const before = treasuries.read(ledger, country);
    if (before !== undefined && !equalBytes(before.asset, asset)) return fail("ASSET_FIXED");
    treasuries.write(ledger, { country, asset, account: source, height }, country);
    return done({ account: source });
  },
});
