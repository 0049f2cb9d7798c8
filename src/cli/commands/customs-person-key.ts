import { toHex } from "../../primitives/bytes.ts";
import { defineCommand, textOption } from "../command.ts";
import { askKeys, registeredKey } from "../persons/ask-keys.ts";
import { numbersGiven } from "../persons/numbers-given.ts";

export const customsPersonKey = defineCommand({
  usage: "customs person-key",
  summary: "Person keys of documents' numbers, which never leave this process.",
  options: [
    {
      flags: "--type <type>",
      summary: "issuing country and kind, like CN-ID, US-PASSPORT or HK-PERMIT",
      required: true,
    },
    {
      flags: "--file <file>",
      summary: "numbers, one a line; - reads standard input",
      required: true,
    },
    {
      flags: "--country <code>",
      summary: "under the key of which country's regulator",
      fallback: "CN",
    },
  ],
  async run(session, given) {
    const country = textOption(given, "country") ?? "";
    const documents = numbersGiven(
      textOption(given, "type") ?? "",
      textOption(given, "file") ?? "",
    );
    const publicKey = await registeredKey(session, country);
    const keys = (await askKeys(session, documents, { country, publicKey })).map((one) =>
      toHex(one),
    );
    return {
      json: { country, publicKey: toHex(publicKey), personKeys: keys },
      text: keys.join("\n"),
    };
  },
});
