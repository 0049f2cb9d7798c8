import { parseAsset } from "../../primitives/asset-id.ts";
import { linkReceipt } from "../../transactions/trade/refunds/link-receipt.ts";
import { formatMinor } from "../amount.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { expiresOption } from "../decide.ts";
import { CliError } from "../errors.ts";
import { decimalsOf, type JsonObject, objectOf, textOf } from "../ledger.ts";
import { minorGiven } from "../refunds/amount-given.ts";
import { amountText } from "../refunds/amount-text.ts";
import { carryingOut } from "../carry-out.ts";
import type { Treasury } from "../refunds/treasury.ts";
import type { Session } from "../session.ts";

export const tradeLinkReceipt = defineCommand({
  usage: "trade link-receipt <code> <entryId> <uetr>",
  summary:
    "An exporter ties a payment that it got, or a part of it, to the declaration of its goods.",
  options: [
    {
      flags: "--amount <amount>",
      summary: "how much, like 1000.00, of what was received; all that is not tied if absent",
    },
    expiresOption,
  ],
  async run(session, given) {
    const [code, entryId, uetr] = [0, 1, 2].map((at) => argument(given, at)) as [
      ...[string, string, string],
    ];
    const received = await receivedBy(session, uetr);
    const typed = textOption(given, "amount");
    const minor = typed === undefined ? received.left : await minorGiven(session, typed, received);
    const summary = `Tie ${await amountText(session, minor, received)} to declaration ${entryId}`;
    const body = { code, entryId, uetr, minor: minor.toString() };
    const inWords = ({ left = null, ...result }: JsonObject): JsonObject => {
      const rest = formatMinor(BigInt(textOf(left, "left")), received.decimals);
      return { ...result, left: rest };
    };
    return carryingOut(inWords)(session, given, linkReceipt, body, summary);
  },
});

/** What a payment brought, and what of it is not tied to any declaration. Throws UNKNOWN_PAYMENT, NOTHING_LEFT. */
async function receivedBy(
  session: Session,
  uetr: string,
): Promise<Treasury & { readonly left: bigint }> {
  const found = objectOf(await session.call("trade_receipts", { uetr }), "trade_receipts");
  if (found["payment"] === null) {
    const hint = "`portolan payment get` shows the payments of this network.";
    throw new CliError("UNKNOWN_PAYMENT", `There is no payment ${uetr}.`, hint);
  }
  const { received, linked } = objectOf(found["payment"], "payment");
  const { asset: of, minor } = objectOf(received, "received");
  const left = BigInt(textOf(minor, "minor")) - BigInt(textOf(linked, "linked"));
  if (left === 0n) {
    const message = `All of payment ${uetr} is tied to declarations already.`;
    throw new CliError("NOTHING_LEFT", message, "Tie another payment that came in for the goods.");
  }
  const asset = textOf(of, "asset");
  return { asset, decimals: await decimalsOf(session, parseAsset(asset)!), left };
}
