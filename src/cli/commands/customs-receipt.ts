import { receiveList } from "../../transactions/customs/lists/receipt.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { listNamed } from "../customs/list-named.ts";
import { expiresOption } from "../decide.ts";

export const customsReceipt = defineCommand({
  usage: "customs receipt <list> <code>",
  summary: "Customs or inspection answers to a list: 120, 300, 399, 500, 800 and so on (CEB622).",
  options: [
    { flags: "--exception <number>", summary: "with code exception: its number without the sign" },
    { flags: "--pre-no <number>", summary: "18 characters that customs gives the list" },
    { flags: "--invt-no <number>", summary: "18 characters that customs gives the list" },
    expiresOption,
  ],
  async run(session, given) {
    const [list, code] = [listNamed(argument(given, 0)), argument(given, 1)];
    const number = textOption(given, "exception");
    const exception = number === undefined ? null : Number(number);
    const [preNo = null, invtNo = null] = ["preNo", "invtNo"].map((one) => textOption(given, one));
    const body = { list, code, exception, preNo, invtNo };
    return carryOut(session, given, receiveList, body, `Receipt ${code} of ${argument(given, 0)}`);
  },
});
