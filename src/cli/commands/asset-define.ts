import { define } from "../../transactions/assets/define.ts";
import { defineCommand, textOption } from "../command.ts";
import { operationOf } from "../operations.ts";
import { transact } from "../transact.ts";

export const assetDefine = defineCommand({
  usage: "asset define",
  summary: "Declares an asset that the gateway of --key will issue.",
  options: [
    {
      flags: "--code <code>",
      summary: "3 to 12 capital letters and digits, like HKD",
      required: true,
    },
    { flags: "--decimals <count>", summary: "decimal places of the minor unit", required: true },
  ],
  async run(session, given) {
    const code = textOption(given, "code") ?? "";
    const typed = textOption(given, "decimals") ?? "";
    const decimals = /^[0-9]{1,2}$/.test(typed) ? Number(typed) : -1; // -1: the field refuses it
    const operation = operationOf(define, { code, decimals });
    return transact(session, { operations: [operation], summary: `Define ${code}` });
  },
});
