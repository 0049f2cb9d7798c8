import { createHash } from "node:crypto";

import { publishNotice } from "../../transactions/customs/notices/publish.ts";
import { argument, defineCommand, textOption } from "../command.ts";
import { carryOut } from "../carry-out.ts";
import { expiresOption } from "../decide.ts";
import { readBytes } from "../files.ts";

export const customsPublishNotice = defineCommand({
  usage: "customs publish-notice <file>",
  summary:
    "An agency publishes a notice: title, address and hash of its text, which the file holds.",
  options: [
    { flags: "--title <text>", summary: "up to 200 bytes", required: true },
    { flags: "--address <url>", summary: "where the text is published, https", required: true },
    {
      flags: "--effective <day>",
      summary: "from when on it holds, like 2027-01-01",
      required: true,
    },
    { flags: "--supersedes <id>", summary: "the notice that it takes the place of" },
    expiresOption,
  ],
  async run(session, given) {
    const bytes = readBytes(argument(given, 0));
    const textHash = createHash("sha256").update(bytes).digest("hex");
    const [title = "", address = ""] = ["title", "address"].map((one) => textOption(given, one));
    const effectiveFrom = textOption(given, "effective") ?? "";
    const supersedes = textOption(given, "supersedes") ?? null;
    const body = { title, textHash, address, effectiveFrom, supersedes };
    return carryOut(session, given, publishNotice, body, `Publish "${title}"`);
  },
});
