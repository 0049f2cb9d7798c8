import { fileEnterprise } from "../../transactions/customs/enterprises/file.ts";
import { argument, defineCommand, listOption, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";

export const customsFileEnterprise = defineCommand({
  usage: "customs file-enterprise <code>",
  summary: "An enterprise files its record with customs, or a change of it.",
  options: [
    {
      flags: "--kinds <kinds>",
      summary:
        "platform, merchant, payment-firm, carrier, warehouse, declarant, guarantor; separated by commas",
      required: true,
    },
    { flags: "--name <text>", summary: "as it is registered", required: true },
    { flags: "--country <code>", summary: "whose customs decides, like CN", fallback: "CN" },
    expiresOption,
  ],
  async run(session, given) {
    const code = argument(given, 0);
    const [name = "", country = ""] = ["name", "country"].map((one) => textOption(given, one));
    const body = { code, country, kinds: listOption(given, "kinds"), name };
    return carryOut(session, given, fileEnterprise, body, `File enterprise ${code}`);
  },
});
