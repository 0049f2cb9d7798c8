import { assetId } from "../../primitives/asset-id.ts";
import { define } from "../../transactions/assets/define.ts";
import { options } from "../../transactions/assets/options.ts";
import { defineCommand, type Given, textOption } from "../command.ts";
import { decide, expiresOption } from "../decide.ts";
import { operationOf } from "../operations.ts";

/** Options go into the same transaction: later they cannot be given any more. */
export const assetDefine = defineCommand({
  usage: "asset define",
  summary: "Declares an asset that the gateway of --key will issue; its options never change.",
  options: [
    {
      flags: "--code <code>",
      summary: "3 to 12 capital letters and digits, like HKD",
      required: true,
    },
    { flags: "--decimals <count>", summary: "decimal places of the minor unit", required: true },
    { flags: "--authorisation", summary: "only holders that you authorise may have it" },
    { flags: "--freeze", summary: "you may freeze one holder, or all of them" },
    { flags: "--clawback", summary: "you may take it back from a holder" },
    { flags: "--limits", summary: "you may limit holders, transfers and days" },
    expiresOption,
  ],
  async run(session, given) {
    const code = textOption(given, "code") ?? "";
    const typed = textOption(given, "decimals") ?? "";
    const decimals = /^[0-9]{1,2}$/.test(typed) ? Number(typed) : -1; // -1: the field refuses it
    const defined = operationOf(define, { code, decimals });
    const account = await session.actor();
    const chosen = optionsGiven(given);
    const operations = Object.values(chosen).includes(true)
      ? [defined, operationOf(options, { asset: assetId(code, account), options: chosen })]
      : [defined];
    return decide(session, given, { account, operations, summary: `Define ${code}` });
  },
});

function optionsGiven({ options: given }: Given) {
  const isOn = (name: string) => given[name] === true;
  return {
    authorisation: isOn("authorisation"),
    freeze: isOn("freeze"),
    clawback: isOn("clawback"),
    limits: isOn("limits"),
  };
}
