import { withNames } from "../account-names.ts";
import { formatMinor } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";

export const customsGuarantee = defineCommand({
  usage: "customs guarantee <code>",
  summary: "What a guarantor has on hold for taxes, and what lists and bills need of it.",
  async run(session, given) {
    const code = argument(given, 0);
    const json = await session.call("customs_guarantee", { code });
    if (json === null) {
      const hint = "`portolan customs deposit` makes one.";
      throw new CliError("NO_GUARANTEE", `${code} has never guaranteed anything.`, hint);
    }
    const { deposited, committed, ...rest } = objectOf(json, "guarantee");
    const [had, needed] = [deposited, committed].map((one) => BigInt(textOf(one, "amount")));
    const [all, some, free] = [had!, needed!, had! - needed!].map((one) => formatMinor(one, 2));
    const sums = { deposited: all!, committed: some!, free: free! };
    return { json, text: renderJson(await withNames(session, { ...rest, ...sums })) };
  },
});
