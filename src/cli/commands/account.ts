import { parseAsset } from "../../primitives/asset-id.ts";
import type { Json } from "../../primitives/fields/field.ts";
import { formatMinor } from "../amount.ts";
import { argument, defineCommand } from "../command.ts";
import { CliError } from "../errors.ts";
import { decimalsOf, listOf, objectOf, textOf } from "../ledger.ts";
import { renderJson } from "../render.ts";
import type { Session } from "../session.ts";

export const account = defineCommand({
  usage: "account <account>",
  summary: "An account: participant, signers, thresholds and limits; with a verb, changes of them.",
  async run(session, given) {
    const json = await session.call("account_get", { account: argument(given, 0) });
    if (json !== null) {
      const { limits, ...rest } = objectOf(json, "account");
      const lines = await Promise.all(
        listOf(limits, "limits").map((one) => readableLimit(session, one)),
      );
      return { json, text: renderJson({ ...rest, ...(lines.length > 0 && { limits: lines }) }) };
    }
    const hint = "The council admits participants with `portolan participant register`.";
    throw new CliError("UNKNOWN_ACCOUNT", "This account is not registered.", hint);
  },
});

/** A sponsor's limit with its numbers as they are typed; an asset that is not defined yet has no decimals. */
async function readableLimit(session: Session, limit: Json): Promise<Json> {
  const { asset, ...numbers } = objectOf(limit, "limit");
  const typed = textOf(asset, "asset");
  const id = parseAsset(typed);
  const decimals =
    id === undefined ? undefined : await decimalsOf(session, id).catch(() => undefined);
  const shown = Object.entries(numbers).map(([name, minor]) => {
    const isReadable = typeof minor === "string" && decimals !== undefined;
    return [name, isReadable ? formatMinor(BigInt(minor), decimals) : minor];
  });
  return { asset: typed, ...Object.fromEntries(shown) } as Json;
}
