import { argument, defineCommand } from "../command.ts";
import { letterFound } from "../letters/letter-found.ts";
import { putContent } from "../letters/node-contents.ts";

export const letterSend = defineCommand({
  usage: "letter send <letter> <file>",
  summary: "Hands a package to the node of its firm or bank, which delivers it to the other end's.",
  async run(session, given) {
    const { letter } = await letterFound(session, argument(given, 0));
    const document = await putContent(session, letter.id, argument(given, 1));
    const to = document === "reply" ? letter.firm : letter.bank;
    const text = `The node has the ${document}, and delivers it to ${to} as soon as it is there.`;
    return { json: { document, to }, text };
  },
});
